using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Daemons;

namespace Vigia.EndToEnd.Rows;

/// <summary>Programs that hang: stopped for longer than every keep-alive of the short form.</summary>
public sealed class StopRows
{
    private const double Hang = 3;

    [Theory, BothWays]
    public async Task A_server_that_hangs_loses_nothing(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        farm.StartAgent();
        await farm.MoreStoredAsync(5);

        await HangAsync(farm.Server.Program);

        await farm.MoreStoredAsync(5);
        await farm.ProveAsync();
    }

    [Theory, EitherWay]
    public async Task An_agent_that_hangs_loses_nothing(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        var agent = farm.StartAgent();
        await farm.MoreStoredAsync(5);

        await HangAsync(agent.Program);

        await farm.MoreStoredAsync(5);
        await farm.ProveAsync();
    }

    [Fact]
    public async Task A_mosquitto_that_hangs_loses_nothing()
    {
        await using var farm = await Farm.OpenAsync(Way.Mosquitto);
        farm.StartAgent();
        await farm.MoreStoredAsync(5);

        await HangAsync(farm.Mosquitto.Program);

        await farm.MoreStoredAsync(5);
        await farm.ProveAsync();
    }

    [Fact]
    public async Task An_influxd_that_hangs_holds_up_nobody_and_misses_nothing()
    {
        await using var influx = new Influxd();
        await influx.StartAsync();
        await using var farm = await Farm.OpenAsync(Way.Listener, plan => plan with { Influx = influx.Address });
        farm.StartAgent();
        await farm.MoreStoredAsync(5);

        influx.Program.Signal(Signal.Stop);
        await farm.MoreStoredAsync(20);
        influx.Program.Signal(Signal.Continue);

        await farm.ProveAsync();
        await farm.InfluxDbEqualsLedgerAsync(influx);
    }

    private static async Task HangAsync(RunningProgram program)
    {
        program.Signal(Signal.Stop);
        await Farm.LastsAsync(Hang);
        program.Signal(Signal.Continue);
    }
}
