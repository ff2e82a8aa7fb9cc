using Vigia.Server.Farm;
using Vigia.Tests.Influx;
using Vigia.Wire;

namespace Vigia.Tests.Charts;

/// <summary>
/// One influxd with four farms in it, each filled by the server's own followers: a simulated week with a fire and a dead sensor, a farm
/// of which nothing was heard yet, one node, and forty.
/// </summary>
public sealed class ChartsFixture : IAsyncLifetime
{
    public const int Many = 40;

    // Two in the afternoon of a dry day: grass burns.
    internal static readonly DateTimeOffset End = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);

    internal InfluxDaemon Influx { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Influx = await InfluxDaemon.StartAsync();
        using var week = await SimulatedWeek.LiveAsync(Influx.Url, "week", End);
        await LiveAsync("empty", FarmFile.DemoText(), nodes: 0);
        await LiveAsync("one", FarmOf(1), nodes: 1);
        await LiveAsync("forty", FarmOf(Many), nodes: Many);
    }

    public async ValueTask DisposeAsync() => await Influx.DisposeAsync();

    internal QueryRun Of(string database) => new(Influx, database, End);

    // Greenhouses that are read every minute for a quarter of an hour.
    private async Task LiveAsync(string database, string yaml, int nodes)
    {
        var from = End - TimeSpan.FromMinutes(15);
        using var place = new ChartsPlace(yaml, Influx.Url, database, from);
        for (var minute = 0; minute <= 15; minute++)
        {
            place.Clock.SetUtcNow(from.AddMinutes(minute));
            for (var node = 1; node <= nodes; node++)
            {
                place.Say(
                    $"node-{node}",
                    place.Now,
                    [new("temperature", "Cel", 25 + node / 10.0), new("soil_moisture-1", "/", 0.24)]
                );
            }

            place.Follow();
            await place.SendAsync();
        }
    }

    private static string FarmOf(int zones) =>
        "zones:\n"
        + string.Concat(
            Enumerable.Range(1, zones).Select(i => $"  - {{ name: zone-{i}, title: Casa {i}, kind: greenhouse }}\n")
        )
        + "nodes:\n"
        + string.Concat(Enumerable.Range(1, zones).Select(i => $"  - {{ name: node-{i}, zone: zone-{i} }}\n"));
}
