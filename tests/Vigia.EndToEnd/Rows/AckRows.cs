using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Link;
using Vigia.EndToEnd.Kit.Proof;
using Vigia.Wire;

namespace Vigia.EndToEnd.Rows;

public sealed class AckRows
{
    private static readonly TimeSpan Latest = TimeSpan.FromMilliseconds(400);

    [Theory, BothWays]
    public async Task Acks_that_are_lost_doubled_and_overtaken_delete_nothing_that_is_not_stored(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        farm.Link.Rule = farm.Faults.Shuffle(passing => passing.IsAck, Latest);
        farm.StartAgent();

        await farm.MoreStoredAsync(30);

        await farm.ProveAsync();
    }

    [Theory, BothWays]
    public async Task Packs_that_are_lost_doubled_and_overtaken_are_all_stored_once(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        farm.Link.Rule = farm.Faults.Shuffle(passing => passing.IsPack, Latest);
        farm.StartAgent();

        await farm.MoreStoredAsync(30);

        await farm.ProveAsync();
    }

    [Theory, BothWays]
    public async Task A_line_that_is_cut_again_and_again_loses_nothing(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        farm.Link.Rule = farm.Faults.CutAbout(
            Form.Of(inShort: 20, whole: 8),
            passing => passing.IsPack || passing.IsAck
        );
        farm.StartAgent();

        await farm.StoredAsync(30, Form.Of(inShort: Eventually.Patience, whole: TimeSpan.FromMinutes(5)));

        farm.Link.Rule = _ => Verdict.Pass;
        await farm.ProveAsync();
    }

    [Theory, BothWays]
    public async Task A_line_that_stalls_loses_nothing(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        farm.StartAgent();
        await farm.MoreStoredAsync(5);

        farm.Link.Stall();
        await Farm.LastsAsync(3);
        farm.Link.Flow();

        await farm.MoreStoredAsync(5);
        await farm.ProveAsync();
    }

    [Theory, BothWays]
    public async Task Every_second_pack_of_2000_lost_is_sent_again(Way way)
    {
        // 64 lost packs of history hold up the rest until they are sent again: with a node's own timers this takes half an hour.
        const double Fast = 0.02;
        var packs = Form.Of(inShort: 300, whole: 2000);
        await using var farm = await Farm.OpenAsync(way, plan => plan with { Timers = Fast });
        farm.Link.Rule = Faults.LoseEvery(2, passing => passing.IsPack);
        History.Put(farm.Nodes["inv1"], packs);

        farm.StartAgent(change: plan => plan with { Timers = Fast });
        await farm.StoredAsync(packs, Form.Of(inShort: Eventually.Patience, whole: TimeSpan.FromMinutes(5)));

        farm.Link.Rule = _ => Verdict.Pass;
        await farm.ProveAsync();
        Assert.True(farm.Link.Count(Heading.ToServer, Channel.Data) >= packs * 3 / 2);
    }

    /// <summary>No ack comes through for many times the time after which a pack is sent again.</summary>
    [Theory, EitherWay]
    public async Task A_storm_of_repeats_is_bounded(Way way)
    {
        const int Repeats = 5;
        await using var farm = await Farm.OpenAsync(way);
        farm.Link.Rule = passing => passing.IsAck ? Verdict.Drop : Verdict.Pass;
        var agent = farm.StartAgent(change: plan => plan with { Timers = 0.02 });

        await agent.SampledAsync(40);
        await Farm.LastsAsync(5);

        var sent = farm.Link.Count(Heading.ToServer, Channel.Data);
        Assert.InRange(sent, 40, agent.Sampled() * Repeats);
        farm.Link.Rule = _ => Verdict.Pass;
        await farm.ProveAsync();
    }
}
