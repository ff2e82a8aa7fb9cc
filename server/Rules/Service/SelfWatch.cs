using Vigia.Server.Alerts;

namespace Vigia.Server.Rules.Service;

/// <summary>What Vigía watches of itself: its parts, its own life, and points that fell silent.</summary>
internal sealed class SelfWatch(ServiceJudge service, PointJudge points)
{
    public void Load(AlertStore store)
    {
        service.Load(store);
        points.Load();
    }

    public void Tick(DateTimeOffset now)
    {
        service.Tick(now);
        points.Tick(now);
    }
}
