using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Daemons;
using Vigia.EndToEnd.Kit.Proof;

namespace Vigia.EndToEnd.Rows;

/// <summary>InfluxDB is a follower: whatever happens to it concerns no node and no alarm.</summary>
public sealed class InfluxRows
{
    private const double Illness = 2;

    [Theory, InlineData(500), InlineData(429), InlineData(FakeInflux.TooLarge), InlineData(FakeInflux.Hangs)]
    public async Task An_influxdb_that_answers_badly_delays_no_alarm_and_misses_nothing(int illness)
    {
        await using var influx = await FakeInflux.StartAsync(SharedInflux.Instance.Address);
        await using var farm = await Farm.OpenAsync(Way.Listener, plan => plan with { Influx = influx.Address });
        farm.StartAgent();
        await farm.MoreStoredAsync(3);

        influx.Illness = illness;
        await Eventually.Until("a write is refused", () => influx.RefusedWrites > 0);
        await farm.AlarmReachesTheGatewayAsync();
        await Farm.LastsAsync(Illness);
        influx.Illness = 0;

        await farm.ProveAsync();
        await farm.InfluxDbEqualsLedgerAsync();
    }

    [Fact]
    public async Task Lines_that_influxdb_calls_bad_are_in_the_quarantine_and_all_others_in_influxdb()
    {
        await using var influx = await FakeInflux.StartAsync(SharedInflux.Instance.Address);
        await using var farm = await Farm.OpenAsync(Way.Listener, plan => plan with { Influx = influx.Address });
        farm.StartAgent();
        await farm.MoreStoredAsync(3);

        influx.Illness = 400;
        await Eventually.Until("lines are in the quarantine", () => farm.Quarantine().Count > 0);
        await farm.AlarmReachesTheGatewayAsync();
        influx.Illness = 0;

        await farm.ProveAsync();
        await farm.InfluxDbEqualsLedgerAsync(except: farm.Quarantine);
    }

    [Fact]
    public async Task A_stopped_influxdb_delays_no_alarm_and_misses_nothing()
    {
        await using var influx = new Influxd();
        await influx.StartAsync();
        await using var farm = await Farm.OpenAsync(Way.Listener, plan => plan with { Influx = influx.Address });
        farm.StartAgent();
        await farm.MoreStoredAsync(3);

        await influx.Program.KillAsync();
        await farm.AlarmReachesTheGatewayAsync();
        await Farm.LastsAsync(Illness);
        await influx.StartAsync();

        await farm.ProveAsync();
        await farm.InfluxDbEqualsLedgerAsync(influx);
    }

    [Fact]
    public async Task A_dropped_database_is_made_again_with_every_point()
    {
        await using var farm = await Farm.OpenAsync(
            Way.Listener,
            plan => plan with { Influx = SharedInflux.Instance.Address }
        );
        farm.StartAgent();
        await farm.MoreStoredAsync(5);

        await SharedInflux.Instance.QueryAsync($"DROP DATABASE {farm.ServerPlan.InfluxDatabase}");
        await farm.MoreStoredAsync(5);

        await farm.ProveAsync();
        await farm.InfluxDbEqualsLedgerAsync();
    }

    [Fact]
    public async Task An_emptied_database_is_filled_again_by_rebuild()
    {
        await using var farm = await Farm.OpenAsync(
            Way.Listener,
            plan => plan with { Influx = SharedInflux.Instance.Address }
        );
        farm.StartAgent();
        await farm.MoreStoredAsync(5);
        await farm.ProveAsync();
        await farm.InfluxDbEqualsLedgerAsync();
        var database = farm.ServerPlan.InfluxDatabase;

        await SharedInflux.Instance.QueryAsync($"DROP DATABASE {database}; CREATE DATABASE {database}");
        await ServerProcess.RunAsync("rebuild", "influx", "--data", farm.ServerPlan.DataFolder);

        await farm.InfluxDbEqualsLedgerAsync();
    }
}
