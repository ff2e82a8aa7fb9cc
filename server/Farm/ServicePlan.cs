namespace Vigia.Server.Farm;

/// <summary>When Vigía itself is in trouble: how long each may last before somebody is told.</summary>
/// <param name="Point">A point that used to speak does not, while its node is heard; 5 minutes to 48 hours.</param>
/// <param name="Away">The service itself did not run; a minute to a day.</param>
/// <param name="Phones">No text leaves for a phone; a minute to a day.</param>
/// <param name="Store">Readings or alerts cannot be kept; up to an hour.</param>
/// <param name="Siren">A siren does not answer; a minute to seven days.</param>
/// <param name="Charts">InfluxDB takes nothing; a minute to seven days.</param>
internal sealed record ServicePlan(
    TimeSpan Point,
    TimeSpan Away,
    TimeSpan Phones,
    TimeSpan Store,
    TimeSpan Charts,
    TimeSpan Siren
)
{
    public static ServicePlan Default { get; } =
        new(
            TimeSpan.FromMinutes(30),
            TimeSpan.FromMinutes(10),
            TimeSpan.FromMinutes(5),
            TimeSpan.FromSeconds(30),
            TimeSpan.FromHours(1),
            TimeSpan.FromMinutes(30)
        );
}

internal static class ServiceReader
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static ServicePlan ReadService(FarmSection root)
    {
        var normal = ServicePlan.Default;
        if (root.Below("service") is not { } section)
        {
            return normal;
        }

        section.AllowOnly(["point", "away", "phones", "store", "charts", "siren"]);
        return new ServicePlan(
            section.Duration("point", normal.Point, TimeSpan.FromHours(48), TimeSpan.FromMinutes(5)),
            section.Duration("away", normal.Away, Day, Minute),
            section.Duration("phones", normal.Phones, Day, Minute),
            section.Duration("store", normal.Store, TimeSpan.FromHours(1)),
            section.Duration("charts", normal.Charts, TimeSpan.FromHours(168), Minute),
            section.Duration("siren", normal.Siren, TimeSpan.FromHours(168), Minute)
        );
    }

    public static FlappingPlan ReadFlapping(FarmSection root)
    {
        var normal = FlappingPlan.Default;
        if (root.Below("flapping") is not { } section)
        {
            return normal;
        }

        section.AllowOnly(["raises", "calm"]);
        return new FlappingPlan(
            section.Count("raises", normal.Raises, most: 60, least: 2),
            section.Duration("calm", normal.Calm, Day, Minute)
        );
    }
}
