using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Proof;

namespace Vigia.EndToEnd.Rows;

public sealed class HistoryRows
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(100);

    [Theory, BothWays]
    public async Task Live_packs_go_before_ten_thousand_of_history(Way way)
    {
        var packs = Form.Of(inShort: 3000, whole: 10_000);
        await using var farm = await Farm.OpenAsync(way);
        History.Put(farm.Nodes["inv1"], packs);
        var old = farm.Sampled().Select(pack => pack.Identity.Boot).ToHashSet();

        farm.StartAgent();
        await farm.StoredAsync(packs, Long);
        await farm.ProveAsync();

        // Were history first, all of it would come in one run.
        Assert.InRange(LongestRun(farm.Ledger().Rows.Select(row => old.Contains(row.Boot))), 1, packs / 3);
    }

    [Theory, EitherWay]
    public async Task Twenty_thousand_queued_packs_arrive_once_each(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        await using var node = await ScriptedNode.ConnectAsync(farm.Nodes["inv1"], farm.Link.Port);

        for (var first = 0; first < 20_000; first += 500)
        {
            await node.SendAsync(first, first + 500);
        }

        await node.BringAsync(20_000, Long);
        Assert.Equal(20_000, farm.Ledger().Rows.Select(row => row.Seq).Distinct().Count());
        Assert.Equal(20_000, farm.Rows());
    }

    private static int LongestRun(IEnumerable<bool> isHistory)
    {
        var (longest, run) = (0, 0);
        foreach (var history in isHistory)
        {
            run = history ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
