using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Daemons;

namespace Vigia.EndToEnd.Rows;

public sealed class DaemonKillRows
{
    [Fact]
    public async Task A_mosquitto_killed_again_and_again_loses_nothing()
    {
        await using var farm = await Farm.OpenAsync(Way.Mosquitto);
        farm.StartAgent();

        for (var kill = 0; kill < 3; kill++)
        {
            await farm.MoreStoredAsync(5);
            await farm.Mosquitto.Program.KillAsync();
            await farm.Mosquitto.StartAsync();
        }

        await farm.MoreStoredAsync(5);
        await farm.ProveAsync();
    }

    [Theory, EitherWay]
    public async Task An_influxd_killed_again_and_again_ends_with_every_point_once(Way way)
    {
        await using var influx = new Influxd();
        await influx.StartAsync();
        await using var farm = await Farm.OpenAsync(way, plan => plan with { Influx = influx.Address });
        farm.StartAgent();

        for (var kill = 0; kill < 3; kill++)
        {
            await farm.MoreStoredAsync(5);
            await influx.Program.KillAsync();
            await farm.MoreStoredAsync(3);
            await influx.StartAsync();
        }

        await farm.ProveAsync();
        await farm.InfluxDbEqualsLedgerAsync(influx);
    }
}
