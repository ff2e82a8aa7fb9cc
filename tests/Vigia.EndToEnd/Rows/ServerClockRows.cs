using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Proof;

namespace Vigia.EndToEnd.Rows;

public sealed class ServerClockRows
{
    [Theory, EitherWay]
    public async Task A_server_without_time_stores_everything_and_gives_no_time(Way way)
    {
        await using var farm = await Farm.OpenAsync(way, plan => plan with { Clock = "none" });
        farm.StartAgent();
        await farm.MoreStoredAsync(15);

        await farm.ProveAsync();
    }

    [Theory, EitherWay]
    public async Task A_stored_pack_never_moves_when_the_servers_clock_is_stepped(Way way)
    {
        await using var farm = await Farm.PrepareAsync(way);
        var clock = farm.Scratch.File("server.clock");
        await File.WriteAllTextAsync(clock, "offset=0\n");
        farm.ServerPlan = farm.ServerPlan with { ClockFile = clock };
        await farm.StartServerAsync();
        farm.StartAgent();
        await farm.MoreStoredAsync(10);
        var before = farm.Ledger().Rows;

        foreach (var offset in new[] { 7200, -7200, 0 })
        {
            await File.WriteAllTextAsync(clock, $"offset={offset}\n");
            await farm.MoreStoredAsync(8);
        }

        await farm.ProveAsync(new Allowed { ClocksMoved = true });
        var after = farm.Ledger().Rows.Take(before.Count);
        Assert.Equal(
            before.Select(row => (row.Row, row.TimeMs, row.Clock)),
            after.Select(row => (row.Row, row.TimeMs, row.Clock))
        );
    }
}
