using System.Collections.Concurrent;
using System.Text;
using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Link;
using Vigia.EndToEnd.Kit.Proof;
using Vigia.Wire;

namespace Vigia.EndToEnd.Rows;

public sealed class RefusalRows
{
    [Theory, BothWays]
    public async Task A_refused_pack_in_the_middle_is_settled_and_stops_nothing(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        await using var node = await ScriptedNode.ConnectAsync(farm.Nodes["inv1"], farm.Link.Port);

        for (var seq = 0; seq < 10; seq++)
        {
            await node.PublishAsync(Channel.Data, seq == 5 ? WithoutValue(node.Pack(seq)) : node.Pack(seq));
        }

        await node.RefusedAsync(5, Refusal.NoValue);
        await node.SettledAsync(9);
        Assert.Equal([0, 1, 2, 3, 4, 6, 7, 8, 9], farm.Ledger().Rows.Select(row => row.Seq).Order());
    }

    [Theory, BothWays]
    public async Task An_undecodable_pack_in_the_middle_is_not_settled_and_may_come_again(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        await using var node = await ScriptedNode.ConnectAsync(farm.Nodes["inv1"], farm.Link.Port);

        for (var seq = 0; seq < 10; seq++)
        {
            await node.PublishAsync(Channel.Data, seq == 5 ? "no pack at all"u8.ToArray() : node.Pack(seq));
        }

        await Eventually.Until("the others are stored", () => farm.Rows() == 9);
        await node.SettledAsync(4);
        await node.SendAsync(5);

        await node.SettledAsync(9);
        Assert.Equal(nameof(Refusal.NotJson), Assert.Single(farm.Ledger().Refused).Reason);
    }

    [Theory, EitherWay]
    public async Task A_late_pack_that_arrives_in_a_settled_gap_is_stored_and_the_gap_shrinks(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        await using var node = await ScriptedNode.ConnectAsync(farm.Nodes["inv1"], farm.Link.Port);
        foreach (var seq in new[] { 0, 1, 5, 6 })
        {
            await node.SendAsync(seq);
        }

        await node.SendHealthAsync(new HeldBoot(node.Boot, 7, 7));
        await node.SettledAsync(6);
        Assert.Equal(new SeqRange(2, 4), Assert.Single(farm.Ledger().Gaps).Range);
        await node.SendAsync(3);

        await Eventually.Until("it is stored", () => farm.Rows() == 5);
        Assert.Equal([new(2, 2), new(4, 4)], farm.Ledger().Gaps.Select(gap => gap.Range).OrderBy(range => range.First));
    }

    [Theory, EitherWay]
    public async Task The_same_seq_with_other_bytes_is_refused_and_the_first_stands(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        await using var node = await ScriptedNode.ConnectAsync(farm.Nodes["inv1"], farm.Link.Port);
        await node.SendAsync(0);
        await node.SettledAsync(0);

        await node.PublishAsync(Channel.Data, node.Pack(0, value: 99));

        await node.RefusedAsync(0, Refusal.SeqReused);
        Assert.Equal(1, farm.Rows());
    }

    /// <summary>A line that spoils bytes: what still shows its identity is refused and set aside, the rest comes again whole.</summary>
    [Theory, BothWays]
    public async Task Packs_garbled_on_the_line_are_exactly_the_refused_ones(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        var spoiled = new ConcurrentDictionary<PackIdentity, bool>();
        farm.Link.Rule = passing => passing.IsPack && farm.Faults.Chance(0.2) ? Spoil(passing.Payload) : Verdict.Pass;
        farm.StartAgent();

        await farm.MoreStoredAsync(30);

        farm.Link.Rule = _ => Verdict.Pass;
        await farm.ProveAsync(new Allowed { Refused = spoiled.Keys.ToHashSet() });

        Verdict Spoil(ReadOnlyMemory<byte> payload)
        {
            var cut = payload[..^2];
            if (PackIdentity.Of("inv1", cut.Span) is { } identity)
            {
                spoiled[identity] = true;
            }

            return Verdict.Replace(cut);
        }
    }

    private static byte[] WithoutValue(byte[] pack) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(pack).Replace("\"v\":", "\"x\":", StringComparison.Ordinal));
}
