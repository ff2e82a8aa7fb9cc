namespace Vigia.Tests.Charts;

/// <summary>
/// Not a test of anything: fills an InfluxDB that stands, to look at the dashboards in a Grafana that stands beside it.
/// <c>VIGIA_CHARTS_INFLUX=http://127.0.0.1:8086 … --explicit only --filter-class Vigia.Tests.Charts.LookAt</c>
/// </summary>
[Trait("part", "look")]
public sealed class LookAt
{
    [Fact(Explicit = true)]
    public async Task A_week_that_ends_now()
    {
        var influx = Environment.GetEnvironmentVariable("VIGIA_CHARTS_INFLUX");
        Assert.True(influx is not null, "VIGIA_CHARTS_INFLUX says where");
        using var place = await SimulatedWeek.LiveAsync(
            new Uri(influx),
            "vigia",
            DateTimeOffset.UtcNow,
            everyMinute: true
        );
    }
}
