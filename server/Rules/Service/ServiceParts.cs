using Vigia.Server.Alerts;
using Vigia.Server.Derive.Channels;
using Vigia.Server.Farm;
using Vigia.Server.Live.Points;
using Vigia.Server.Nodes;

namespace Vigia.Server.Rules.Service;

/// <summary>Puts together what Vigía watches of itself.</summary>
internal static class ServiceParts
{
    public static void AddServiceRules(this IServiceCollection services)
    {
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<ServiceProbes>(s));
        services.AddSingleton(s => new ServiceJudge(
            s.GetRequiredService<ServiceProbes>().Look,
            s.GetRequiredService<FarmBook>(),
            s.GetRequiredService<ServerOptions>(),
            s.GetRequiredService<Incidents>(),
            s.GetRequiredService<ServerClocks>()
        ));
        services.AddSingleton(s => new PointJudge(
            () => Points(s.GetRequiredService<LivePoints>()),
            s.GetRequiredService<NodeWatch>(),
            s.GetRequiredService<FarmBook>(),
            s.GetRequiredService<Incidents>(),
            s.GetRequiredService<IMaintenance>()
        ));
        services.AddSingleton<SelfWatch>();
    }

    // What is derived is missed where what it is made of is.
    private static IEnumerable<PointSight> Points(LivePoints points) =>
        from node in points.Now(dayBeginsMs: 0)
        from point in node.Points
        where point.GoodAtMs is not null && !ChannelCatalogue.Names.Contains(point.Name)
        select new PointSight(
            node.Name,
            node.Zone,
            point.Name,
            DateTimeOffset.FromUnixTimeMilliseconds(point.GoodAtMs!.Value),
            DateTimeOffset.FromUnixTimeMilliseconds(node.HeardMs),
            point.Interval
        );
}
