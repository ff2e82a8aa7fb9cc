using Vigia.EndToEnd.Kit.Proof;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.EndToEnd.Suite;

/// <summary>The judge is judged first: each way to be wrong is seen, with the identity that is wrong.</summary>
public sealed class EquationTests
{
    private const long Start = 1_764_000_000_000;

    private static readonly BootId Boot = new(0x9f3a5c0d11e2b764);

    [Fact]
    public void It_holds_when_everything_sampled_is_stored() => Judge(Sampled(3), Stored(0, 1, 2));

    [Fact]
    public void A_missing_pack_is_named() => Fails("missing: inv1/9f3a5c0d11e2b764/1", Sampled(3), Stored(0, 2));

    [Fact]
    public void A_killed_agent_may_lose_its_last_pack() =>
        Judge(Sampled(3), Stored(0, 1), new Allowed { AgentKills = 1 });

    [Fact]
    public void A_killed_agent_may_not_lose_any_other() =>
        Fails("missing: inv1/9f3a5c0d11e2b764/0", Sampled(3), Stored(1, 2), new Allowed { AgentKills = 1 });

    [Fact]
    public void A_pack_stored_twice_is_named() => Fails("stored twice", Sampled(2), Stored(0, 1, 1));

    [Fact]
    public void A_pack_nobody_sampled_is_named() => Fails("never sampled", Sampled(2), Stored(0, 1, 2));

    [Fact]
    public void Other_values_are_named() => Fails("other values", Sampled(1), [Row(0, value: 1.5)]);

    [Fact]
    public void A_pack_that_moved_in_time_is_named() =>
        Fails("stored at", Sampled(1), [Row(0) with { TimeMs = Start + 5000 }]);

    [Fact]
    public void A_gap_that_no_row_made_is_named()
    {
        var ledger = new LedgerCopy(Stored(0, 1), [], [new NamedGap("inv1", Boot, new SeqRange(2, 2))]);

        var failure = Assert.ThrowsAny<Exception>(() => new Equation(Sampled(3), ledger, Allowed.Nothing).Holds());

        Assert.Contains("a named gap: inv1/9f3a5c0d11e2b764/2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_that_a_row_made_must_be_there() =>
        Fails("not a named gap, but should be", Sampled(2), Stored(0, 1), new Allowed { Gaps = Identities(1) });

    [Fact]
    public void A_refusal_that_a_row_made_is_part_of_it()
    {
        var ledger = new LedgerCopy(Stored(0), [new RefusedPack("inv1", Boot, 1, "NotJson", Settles: true)], []);

        new Equation(Sampled(2), ledger, new Allowed { Refused = Identities(1) }).Holds();
    }

    private static void Fails(
        string why,
        IReadOnlyList<SampledPack> sampled,
        IReadOnlyList<LedgerRow> rows,
        Allowed? allowed = null
    )
    {
        var failure = Assert.ThrowsAny<Exception>(() => Judge(sampled, rows, allowed));
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    private static void Judge(
        IReadOnlyList<SampledPack> sampled,
        IReadOnlyList<LedgerRow> rows,
        Allowed? allowed = null
    ) => new Equation(sampled, new LedgerCopy(rows, [], []), allowed ?? Allowed.Nothing).Holds();

    private static HashSet<PackIdentity> Identities(params long[] seqs) =>
        [.. seqs.Select(seq => new PackIdentity("inv1", Boot, seq))];

    private static SampledPack[] Sampled(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(seq => new SampledPack(
                    new("inv1", Boot, seq),
                    ClockQuality.Ntp,
                    TimeOf(seq),
                    [("air", "21.5")]
                )),
        ];

    private static LedgerRow[] Stored(params long[] seqs) => [.. seqs.Select(seq => Row(seq))];

    private static LedgerRow Row(long seq, double value = 21.5)
    {
        var header = new PackHeader(Boot, seq, ClockQuality.Ntp, TimeOf(seq), seq, 1);
        var bytes = PackEncoder.Encode("inv1", header, [new Reading("air", "Cel", value)]);
        return new LedgerRow(
            seq + 1,
            "inv1",
            Boot,
            seq,
            false,
            TimeOf(seq),
            TimeOf(seq),
            ClockQuality.Ntp,
            false,
            null,
            bytes
        );
    }

    private static long TimeOf(long seq) => Start + (seq * 1000);
}
