using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Daemons;

namespace Vigia.EndToEnd.Rows;

public sealed class ServerKillRows
{
    private static readonly int[] Counts = Form.Of<int[]>(inShort: [3, 1], whole: [3, 1, 6, 2, 9]);

    [Theory]
    [BothWays("server.received", "server.before-commit", "server.after-commit", "server.after-ack")]
    public async Task A_server_killed_again_and_again_loses_nothing(Way way, string place)
    {
        await using var farm = await Farm.PrepareAsync(
            way,
            plan => plan with { Influx = SharedInflux.Instance.Address }
        );
        farm.StartAgent();

        foreach (var count in Counts)
        {
            await farm.ServerDiesAsync($"{place}:{count}");
        }

        await farm.StartServerAsync();
        await farm.MoreStoredAsync(5);
        await farm.ProveAsync();
        await farm.InfluxDbEqualsLedgerAsync();
    }
}
