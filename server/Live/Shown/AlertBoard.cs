using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Wire;

namespace Vigia.Server.Live.Shown;

/// <summary>Alerts as people see them.</summary>
internal sealed class AlertBoard(AlertStore store, FarmPlan plan, TimeProvider world)
{
    public IReadOnlyList<AlertShown> Open() => [.. store.Read(AlertTable.Open, []).Select(Show).Reverse()];

    /// <summary>The worst that stands about what is measured in a zone.</summary>
    public Severity? WorstOf(string zone, IReadOnlyList<AlertShown> open)
    {
        Severity? worst = null;
        foreach (var alert in open.Where(alert => alert.Zone == zone))
        {
            var severity = Enum.Parse<Severity>(alert.Severity);
            worst = worst is null || severity > worst ? severity : worst;
        }

        return worst;
    }

    /// <summary>The newest alerts of a zone, open or not.</summary>
    public IReadOnlyList<AlertShown> RecentOf(string zone) => [.. Open().Where(alert => alert.Zone == zone)];

    public bool Acknowledge(long id, string who)
    {
        var taken = false;
        store.TryWrite(
            "an acknowledgement",
            db => taken = AlertTable.Acknowledge(db, id, who, world.GetUtcNow().ToUnixTimeMilliseconds())
        );
        return taken;
    }

    private AlertShown Show(Alert alert) =>
        new(
            alert.Id,
            alert.Code,
            alert.Rule,
            null,
            null,
            alert.Zone,
            TextShown.Of(plan.Zones.FirstOrDefault(z => z.Name == alert.Zone)?.Title) ?? new(alert.Place, alert.Place),
            alert.Node,
            alert.Point,
            Quantity.Of(alert.Point, null).Name,
            alert.Severity.ToString(),
            alert.State.ToString(),
            alert.RaisedMs,
            null,
            alert.Value,
            null
        );
}
