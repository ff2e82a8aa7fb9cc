using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Ingest;
using Vigia.Server.Ledger;
using Vigia.Tests.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Ingest;

/// <summary>One body of tests on the real ledger file.</summary>
public sealed class IntakeTests : IDisposable
{
    private const ulong Boot = 0x9f3a5c0d11e2b764;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-intake-");
    private SqliteLedger ledger;
    private readonly IntakeBench bench;

    public IntakeTests()
    {
        ledger = new SqliteLedger(folder.FullName, NullLogger<SqliteLedger>.Instance);
        bench = new IntakeBench(ledger);
    }

    public void Dispose()
    {
        ledger.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_stored_pack_is_acknowledged_and_read_back_byte_for_byte()
    {
        var ack = Assert.Single(bench.Pack("inv-1", Boot, 0).Acks());

        Assert.Equal((0, "me"), (ack.UpTo, ack.By));
        var row = Assert.Single(Rows());
        Assert.Equal(("inv-1", 0L, "zone-of-inv-1"), (row.Node, row.Seq, row.Zone));
        Assert.Equal(IntakeBench.Noon, row.TimeMs);
    }

    [Fact]
    public void A_repeat_is_acknowledged_and_not_stored_again()
    {
        bench.Pack("inv-1", Boot, 0).Turn();

        var ack = Assert.Single(bench.Pack("inv-1", Boot, 0).Acks());

        Assert.Equal(0, ack.UpTo);
        Assert.Single(Rows());
    }

    [Fact]
    public void The_same_identity_with_other_bytes_is_refused_by_name_and_kept()
    {
        bench.Pack("inv-1", Boot, 0, value: 20).Turn();

        var ack = Assert.Single(bench.Pack("inv-1", Boot, 0, value: 21).Acks());

        Assert.Equal([new RefusedSeq(0, nameof(Refusal.SeqReused))], ack.Refused);
        Assert.Single(Rows());
        Assert.Equal(1, RefusedRows());
    }

    [Fact]
    public void A_reused_seq_is_noticed_after_a_restart_too()
    {
        bench.Pack("inv-1", Boot, 0, value: 20).Turn();
        Restart();

        var ack = Assert.Single(bench.Pack("inv-1", Boot, 0, value: 21).Acks());

        Assert.Equal(nameof(Refusal.SeqReused), Assert.Single(ack.Refused).Reason);
    }

    [Fact]
    public void An_undecodable_pack_in_the_middle_is_settled_by_its_refusal()
    {
        bench.Pack("inv-1", Boot, 0);
        bench.Arrives(
            "inv-1",
            Channel.Data,
            """[{"bn":"inv-1/","bt":1764000000,"boot":"9f3a5c0d11e2b764","seq":1},{"n":"air","v":"warm"}]"""
        );
        bench.Pack("inv-1", Boot, 2);

        var ack = Assert.Single(bench.Acks());

        Assert.Equal(2, ack.UpTo);
        Assert.Equal([new RefusedSeq(1, nameof(Refusal.NotSenml))], ack.Refused);
        Restart();
        Assert.Equal(
            nameof(Refusal.NotSenml),
            Assert
                .Single(
                    Assert
                        .Single(
                            bench
                                .Arrives(
                                    "inv-1",
                                    Channel.Data,
                                    """[{"bn":"inv-1/","bt":1764000000,"boot":"9f3a5c0d11e2b764","seq":1},{"n":"air","v":"warm"}]"""
                                )
                                .Acks()
                        )
                        .Refused
                )
                .Reason
        );
    }

    [Fact]
    public void Every_second_pack_lost_is_acknowledged_in_pages_of_ranges()
    {
        for (var seq = 0; seq < 200; seq += 2)
        {
            bench.Pack("inv-1", Boot, seq);
        }

        var acks = bench.Acks();

        Assert.All(acks, ack => Assert.True(ack.More.Count <= Ack.MaxRanges));
        Assert.Equal(99, acks.Sum(ack => ack.More.Count));
        Assert.All(acks, ack => Assert.Equal(0, ack.UpTo));
    }

    [Fact]
    public void What_a_node_no_longer_holds_is_named_and_a_late_pack_of_it_is_stored()
    {
        bench.Pack("inv-1", Boot, 0).Pack("inv-1", Boot, 3).Turn();

        bench.Health("inv-1", Boot, rest: 0, new HeldBoot(new BootId(Boot), 4, 4)).Turn();
        Assert.Equal([new SeqRange(1, 2)], Gaps());

        var ack = Assert.Single(bench.Pack("inv-1", Boot, 1).Acks());
        Assert.Equal(3, ack.UpTo);
        Assert.Equal([new SeqRange(2, 2)], Gaps());
        Restart();
        Assert.Equal(Standing.Gap, ledger.FindBoot("inv-1", new BootId(Boot))!.Of(2));
    }

    [Fact]
    public void A_boot_that_is_no_longer_held_is_closed_and_its_gaps_are_named()
    {
        const ulong later = 7;
        bench.Pack("inv-1", Boot, 0).Health("inv-1", Boot, rest: 0, new HeldBoot(new BootId(Boot), 1, 5)).Turn();

        bench.Health("inv-1", later, rest: 0, new HeldBoot(new BootId(later), 0, 0)).Turn();

        Assert.Equal([new SeqRange(1, 4)], Gaps());
        Assert.True(ledger.FindBoot("inv-1", new BootId(Boot))!.Closed);
    }

    /// <summary>Two machines with one identity: neither may talk the other's packs away.</summary>
    [Fact]
    public void A_boot_that_one_machine_is_silent_of_and_another_still_holds_loses_nothing()
    {
        const ulong other = 7;
        bench.Pack("inv-1", Boot, 0).Health("inv-1", Boot, rest: 0, new HeldBoot(new BootId(Boot), 1, 5)).Turn();
        Assert.DoesNotContain(bench.Health("inv-1", other, rest: 0).Acks(), ack => ack.Boot == new BootId(Boot));

        var ack = Assert.Single(bench.Health("inv-1", Boot, rest: 0, new HeldBoot(new BootId(Boot), 1, 5)).Acks());
        bench.Pack("inv-1", Boot, 3).Turn();

        Assert.Equal(0, ack.UpTo);
        Assert.Empty(Gaps());
    }

    [Fact]
    public void Nothing_is_acknowledged_of_a_boot_that_another_machine_of_the_name_was_silent_of()
    {
        const ulong other = 7;
        bench.Health("inv-1", Boot, rest: 0, new HeldBoot(new BootId(Boot), 0, 5));
        bench.Health("inv-1", other, rest: 0, new HeldBoot(new BootId(other), 0, 1));
        Assert.DoesNotContain(bench.Acks(), ack => ack.Boot == new BootId(Boot));

        Assert.Empty(bench.Pack("inv-1", Boot, 5).Acks());
        var ack = Assert.Single(bench.Health("inv-1", Boot, rest: 1, new HeldBoot(new BootId(Boot), 0, 6)).Acks());

        Assert.Equal(-1, ack.UpTo);
    }

    [Fact]
    public void While_some_boots_found_no_place_in_held_nothing_is_closed()
    {
        bench.Pack("inv-1", Boot, 0).Pack("inv-1", Boot, 2).Turn();

        bench.Health("inv-1", 7, rest: 1, new HeldBoot(new BootId(7), 0, 0)).Turn();

        Assert.Empty(Gaps());
    }

    [Fact]
    public void Held_boots_are_answered_even_when_the_ledger_has_never_heard_of_them()
    {
        var ack = Assert.Single(bench.Health("inv-1", Boot, rest: 0, new HeldBoot(new BootId(Boot), 0, 9)).Acks());

        Assert.Equal(-1, ack.UpTo);
    }

    [Fact]
    public void A_turn_that_fails_has_never_been()
    {
        var memory = new MemoryLedger();
        var other = new IntakeBench(memory);
        other.Pack("inv-1", Boot, 0).Turn();
        memory.Fails = true;
        Assert.Throws<LedgerUnavailableException>(() => other.Pack("inv-1", Boot, 1).Turn());
        Assert.Equal(1, Assert.Single(other.Intake.Unstored).Seq);
        memory.Fails = false;

        var ack = Assert.Single(other.Pack("inv-1", Boot, 1).Acks());

        Assert.Equal(1, ack.UpTo);
        Assert.Equal(2, memory.Rows.Count);
    }

    [Fact]
    public void Two_packs_of_one_time_and_series_get_a_millisecond_each()
    {
        bench.Pack(
            "inv-1",
            Boot,
            0,
            header: new PackHeader(new BootId(Boot), 0, ClockQuality.Ntp, bench.NowMs, null, 0)
        );
        bench.Pack("inv-1", 8, 0, header: new PackHeader(new BootId(8), 0, ClockQuality.Ntp, bench.NowMs, null, 0));
        bench.Turn();

        Assert.Equal([bench.NowMs, bench.NowMs + 1], Rows().Select(r => r.TimeMs));
    }

    [Fact]
    public void Packs_without_any_time_are_stored_at_their_arrival_each_on_a_millisecond_of_its_own()
    {
        for (var seq = 0; seq < 500; seq++)
        {
            bench.Pack(
                "inv-1",
                Boot,
                seq,
                header: new PackHeader(new BootId(Boot), seq, ClockQuality.None, 1000 + seq, seq, 3)
            );
        }

        bench.Turn();

        Assert.Equal(Enumerable.Range(0, 500).Select(i => bench.NowMs + i), Rows().Select(r => r.TimeMs));
        Assert.All(Rows(), row => Assert.Equal(ClockQuality.None, row.Clock));
    }

    [Fact]
    public void A_node_that_repeats_one_instant_for_ever_costs_no_more_for_the_last_pack_than_for_the_first()
    {
        for (var seq = 0; seq < 5_000; seq++)
        {
            bench.Pack(
                "inv-1",
                Boot,
                seq,
                header: new PackHeader(new BootId(Boot), seq, ClockQuality.Ntp, bench.NowMs, null, 0)
            );
        }

        bench.Turn();

        Assert.Equal(Enumerable.Range(0, 5_000).Select(i => bench.NowMs + i), Rows().Select(r => r.TimeMs));
    }

    [Fact]
    public void Two_lanes_of_one_instant_are_not_moved()
    {
        bench.Pack(
            "inv-1",
            Boot,
            0,
            header: new PackHeader(new BootId(Boot), 0, ClockQuality.Ntp, bench.NowMs, null, 0)
        );
        var header = new PackHeader(new BootId(Boot), 1, ClockQuality.Ntp, bench.NowMs, null, 0);
        bench.Arrives("inv-1", Channel.Data, PackEncoder.Encode("inv-1", header, [new Reading("humidity", "%RH", 60)]));
        bench.Turn();

        Assert.All(Rows(), row => Assert.Equal(bench.NowMs, row.TimeMs));
    }

    [Fact]
    public void An_anchor_redates_a_pack_whose_clock_is_off_and_outlives_a_restart()
    {
        bench.Learns("inv-1", kernelBoot: 3, atMs: bench.NowMs - 60_000).Turn();
        Restart();

        bench
            .Pack("inv-1", Boot, 0, header: new PackHeader(new BootId(Boot), 0, ClockQuality.Ntp, 1000, 60_500, 3))
            .Turn();

        var row = Assert.Single(Rows());
        Assert.Equal((bench.NowMs + 500, true, ClockQuality.None), (row.TimeMs, row.ClockOff, row.Clock));
    }

    [Fact]
    public void A_step_of_the_servers_clock_discards_every_anchor()
    {
        bench.Learns("inv-1", kernelBoot: 3, atMs: bench.NowMs).Turn();
        bench.Turn(clockStepped: true);

        Assert.Null(bench.Intake.Anchors.Of("inv-1", 3));
        Restart();
        Assert.Null(bench.Intake.Anchors.Of("inv-1", 3));
    }

    [Fact]
    public void A_plain_payload_with_absolute_times_is_stored_once_and_one_without_each_time()
    {
        const string timed = """[{"bt":1764000000,"n":"air","u":"Cel","v":27}]""";
        const string untimed = """[{"n":"air","u":"Cel","v":27}]""";
        bench.Arrives("esp-1", Channel.Plain, timed).Arrives("esp-1", Channel.Plain, timed).Turn();
        Restart();
        bench
            .Arrives("esp-1", Channel.Plain, timed)
            .Arrives("esp-1", Channel.Plain, untimed)
            .Arrives("esp-1", Channel.Plain, untimed)
            .Turn();

        Assert.Equal([bench.NowMs, bench.NowMs + 1, bench.NowMs + 2], Rows().Select(r => r.TimeMs));
    }

    [Fact]
    public void Names_nobody_knows_are_bounded_a_node()
    {
        for (var i = 0; i <= NodePoints.MaxOther; i++)
        {
            bench.Arrives(
                "inv-1",
                Channel.Data,
                $$"""[{"bn":"inv-1/","bt":1764000000.{{i:000}},"boot":"9f3a5c0d11e2b764","seq":{{i}},"clk":3},{"n":"strange{{i}}","v":1}]"""
            );
        }

        var outcome = bench.Turn();

        Assert.Equal(NodePoints.MaxOther, outcome.Rows.Count);
        Assert.Equal([("inv-1", Refusal.TooManyPoints)], outcome.Refusals);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[[[[[[]]]]]]")]
    [InlineData("""[{"bn":"inv-1/"}]""")]
    [InlineData("""[{"boot":"9f3a5c0d11e2b764","seq":-1,"bn":"inv-1/","bt":1}]""")]
    [InlineData("""[{"boot":9,"seq":0,"bn":"inv-1/","bt":1}]""")]
    public void Garbage_without_identity_is_refused_counted_and_kept_and_changes_nothing(string garbage)
    {
        var outcome = bench.Arrives("inv-1", Channel.Data, garbage).Turn();

        Assert.Single(outcome.Refusals);
        Assert.Empty(outcome.Touched);
        Assert.Equal(1, RefusedRows());
        Assert.Empty(Rows());
    }

    /// <summary>A follower ahead of the last announced row would take the ledger for another one and judge a day again.</summary>
    [Fact]
    public void Followers_read_no_further_than_they_were_told()
    {
        using var reader = new LedgerReader(folder.FullName);
        bench.Pack("inv-1", Boot, 0).Turn();

        Assert.Empty(reader.ReadAfter(0, 10));
        reader.Advance(1);
        Assert.Single(reader.ReadAfter(0, 10));
    }

    private void Restart()
    {
        ledger.Dispose();
        ledger = new SqliteLedger(folder.FullName, NullLogger<SqliteLedger>.Instance);
        bench.Restart(ledger);
    }

    private IReadOnlyList<LedgerRow> Rows()
    {
        using var reader = new LedgerReader(folder.FullName);
        return reader.ReadAfter(0, 10_000);
    }

    private IReadOnlyList<SeqRange> Gaps() => ledger.FindBoot("inv-1", new BootId(Boot))!.Gaps.Ranges;

    private long RefusedRows()
    {
        using var db = Server.Storage.SqliteDb.OpenReadOnly(Path.Combine(folder.FullName, LedgerFile.Name));
        return db.Scalar("SELECT count(*) FROM refused");
    }
}
