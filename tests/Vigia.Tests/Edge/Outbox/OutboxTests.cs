using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Outbox;

public sealed class OutboxInMemoryTests : OutboxTests
{
    private protected override OutboxStores Open() => new(new MemoryPackStore(PackStorePlace.Young), Card());

    private static MemoryPackStore Card() => new(PackStorePlace.Card);
}

public sealed class OutboxOnDiskTests : OutboxTests, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vigia-outbox-").FullName;
    private readonly List<IPackStore> open = [];

    public void Dispose()
    {
        open.ForEach(s => s.Dispose());
        Directory.Delete(folder, recursive: true);
    }

    private protected override OutboxStores Open()
    {
        var stores = new OutboxStores(
            new PackStore(Path.Combine(folder, "young"), PackStorePlace.Young),
            new PackStore(Path.Combine(folder, "card"), PackStorePlace.Card)
        );
        open.AddRange([stores.Young, stores.Card]);
        return stores;
    }
}

/// <summary>The policy, with one body over both kinds of store.</summary>
public abstract class OutboxTests
{
    private protected abstract OutboxStores Open();

    [Fact]
    public void What_is_put_while_connected_is_published_in_order()
    {
        var rig = new OutboxRig(Open()).Connect().Put(3);

        Assert.Equal([0L, 1, 2], rig.TakeAll().Select(p => p.Seq));
    }

    [Fact]
    public void A_pack_is_published_once_a_connection()
    {
        var rig = new OutboxRig(Open()).Connect().Beat().Put(3);
        rig.TakeAll();

        Assert.Empty(rig.Pass(20).Beat().TakeAll());

        rig.Box.Disconnected();
        rig.Connect();
        Assert.Equal([0L, 1, 2], rig.TakeAll().Select(p => p.Seq));
    }

    [Fact]
    public void An_ack_deletes_exactly_what_it_settles()
    {
        var rig = new OutboxRig(Open()).Connect().Put(10);
        rig.TakeAll();

        rig.Ack(3).AckAlso(new SeqRange(6, 7));

        Assert.Equal(4, rig.Report().Packs);
        Assert.Equal(new HeldBoot(rig.Who.Boot, 4, 10), rig.HeldOf(rig.Who.Boot));
        Assert.Null(rig.Stores.Read(rig.Who.Boot, 6));
        Assert.NotNull(rig.Stores.Read(rig.Who.Boot, 5));
    }

    [Fact]
    public void An_ack_of_another_server_is_ignored_and_counted()
    {
        var rig = new OutboxRig(Open()).Connect().Put(2).Ack(1, by: "stranger");

        Assert.Equal(2, rig.Report().Packs);
        Assert.Equal(1, rig.Report().Faults["ForeignAck"]);
    }

    [Fact]
    public void A_refused_pack_is_set_aside()
    {
        var rig = new OutboxRig(Open()).Connect().Put(3);

        rig.Ack(2, refused: new RefusedSeq(1, nameof(Refusal.BadTime)));

        Assert.Equal(0, rig.Report().Packs);
        Assert.Equal(1, rig.Report().SetAside);
    }

    [Fact]
    public void History_waits_for_a_live_heartbeat_of_a_server_that_stores()
    {
        var rig = new OutboxRig(Open()).Put(5).Connect();

        Assert.Empty(rig.TakeAll());
        Assert.Empty(rig.Beat(retained: true).TakeAll());
        Assert.Empty(rig.Beat(id: "stranger").TakeAll());
        Assert.Empty(rig.Beat(store: StoreState.Full).TakeAll());
        Assert.Equal(5, rig.Beat().TakeAll().Count);
    }

    [Fact]
    public void Live_packs_go_before_history()
    {
        var rig = new OutboxRig(Open()).Put(200).Connect().Beat();
        rig.Take();
        rig.Put(2);

        var taken = rig.Take();

        Assert.Equal([200L, 201], taken.Take(2).Select(p => p.Seq));
        Assert.True(taken.Count > 2);
    }

    [Fact]
    public void History_in_flight_is_bounded()
    {
        var rig = new OutboxRig(Open()).Put(300).Connect().Beat();

        Assert.Equal(64, rig.TakeAll().Count);

        rig.Ack(9);
        Assert.Equal(10, rig.TakeAll().Count);
    }

    [Fact]
    public void A_new_run_of_the_server_is_sent_everything_again_within_the_jitter()
    {
        var rig = new OutboxRig(Open()).Connect().Beat().Put(3);
        rig.TakeAll();

        rig.Beat(run: "run-2").Pass(11).Beat(run: "run-2");

        Assert.Equal([0L, 1, 2], rig.TakeAll().Select(p => p.Seq));
    }

    [Fact]
    public void An_unanswered_pack_is_sent_again_after_a_minute_then_after_two()
    {
        var rig = new OutboxRig(Open()).Connect().Put();
        rig.TakeAll();

        Assert.Empty(rig.Pass(58).Beat().TakeAll());
        Assert.Single(rig.Pass(3).Beat().TakeAll());
        Assert.Empty(rig.Pass(118).Beat().TakeAll());
        Assert.Single(rig.Pass(3).Beat().TakeAll());
    }

    [Fact]
    public void A_pack_sent_five_times_while_later_ones_were_settled_is_set_aside_by_name()
    {
        var rig = new OutboxRig(Open()).Connect().Put();
        var sends = rig.TakeAll().Count;
        for (var minute = 0; minute < 45; minute++)
        {
            rig.Put();
            var taken = rig.Pass(60).Beat().TakeAll();
            sends += taken.Count(p => p.Seq == 0);
            rig.AckAlso(new SeqRange(1, minute + 1));
        }

        Assert.Equal(5, sends);
        Assert.Equal(1, rig.Report().Dropped["NoAnswer"]);
        Assert.Equal(1, rig.Report().SetAside);
        Assert.Equal(0, rig.Report().Packs);
    }

    [Fact]
    public void A_pack_is_never_given_up_while_nothing_is_settled()
    {
        var rig = new OutboxRig(Open()).Connect().Put(3);
        for (var minute = 0; minute < 60; minute++)
        {
            rig.TakeAll();
            rig.Pass(60).Beat();
        }

        Assert.Equal(3, rig.Report().Packs);
    }

    [Fact]
    public void With_the_server_answering_the_card_is_not_written()
    {
        var rig = new OutboxRig(Open()).Connect().Beat();
        for (var i = 0; i < 100; i++)
        {
            rig.Put();
            rig.TakeAll();
            rig.Ack(i).Pass(1);
        }

        Assert.Equal(0, rig.Stores.Card.Totals.Packs);
        Assert.Empty(rig.Stores.Card.Boots);
    }

    [Fact]
    public void What_is_not_settled_after_five_seconds_is_on_the_card()
    {
        var rig = new OutboxRig(Open()).Put(3).Pass(4);
        Assert.Equal(0, rig.Stores.Card.Totals.Packs);

        rig.Pass(3);

        Assert.Equal(3, rig.Stores.Card.Totals.Packs);
        Assert.Equal(0, rig.Stores.Young.Totals.Packs);
    }

    [Fact]
    public void Flushing_puts_everything_onto_the_card()
    {
        var rig = new OutboxRig(Open()).Put(3);

        rig.Box.Flush(rig.Clock.UpMs);

        Assert.Equal(3, rig.Stores.Card.Totals.Packs);
    }

    [Fact]
    public void A_full_card_drops_the_oldest_pack_without_an_alarm_and_counts_it()
    {
        var stores = Open();
        var limits = new OutboxLimits { CardBytes = 5_000 };
        var rig = new OutboxRig(stores, limits: limits).Put(1, alarm: true).Put(99).Pass(10);

        var report = rig.Report();
        Assert.True(stores.Card.Totals.Bytes <= 5_000);
        Assert.Equal(100, report.Packs + report.Dropped["OutboxFull"]);
        Assert.True(stores.Card.Next(rig.Who.Boot, 0)!.Alarm);
        Assert.Equal(99, stores.Read(rig.Who.Boot, 99)!.Seq);
        Assert.Equal(new HeldBoot(rig.Who.Boot, 0, 100), rig.HeldOf(rig.Who.Boot));
    }

    [Fact]
    public void Young_packs_are_bounded_even_if_nobody_ticks()
    {
        var rig = new OutboxRig(Open(), limits: new OutboxLimits { YoungBytes = 5_000 }).Put(100);

        Assert.True(rig.Stores.Young.Totals.Bytes <= 5_000);
        Assert.Equal(100, rig.Report().Packs + rig.Report().Dropped["OutboxFull"]);
    }

    [Fact]
    public void A_pack_beyond_the_age_bound_goes()
    {
        var rig = new OutboxRig(Open(), limits: new OutboxLimits { MaxAge = TimeSpan.FromMinutes(10) }).Put(5).Pass(10);
        rig.Clock.Pass(TimeSpan.FromMinutes(11));

        rig.Pass(61);

        Assert.Equal(5, rig.Report().Dropped["TooOld"]);
    }

    [Fact]
    public void A_new_process_adopts_what_the_old_one_left_unchanged_and_under_its_boot()
    {
        var stores = Open();
        var before = new OutboxRig(stores).Put(7).Pass(10).Put(3);
        var bytes = Enumerable.Range(0, 10).Select(s => stores.Read(before.Who.Boot, s)!.Bytes).ToList();

        var after = new OutboxRig(stores, before.Clock).Put(2).Connect().Beat();

        var taken = after.TakeAll();
        Assert.Equal(bytes, taken.Where(p => p.Boot == before.Who.Boot).Select(p => p.Bytes));
        Assert.Equal([0L, 1], taken.Where(p => p.Boot == after.Who.Boot).Select(p => p.Seq));
        Assert.Equal(new HeldBoot(before.Who.Boot, 0, 10), after.HeldOf(before.Who.Boot));
    }

    [Fact]
    public void A_boot_leaves_held_when_all_of_it_is_settled_and_the_running_one_never()
    {
        var stores = Open();
        var before = new OutboxRig(stores).Put(4);
        var after = new OutboxRig(stores, before.Clock).Connect();

        after.Ack(2, before.Who.Boot);
        Assert.Equal(new HeldBoot(before.Who.Boot, 3, 4), after.HeldOf(before.Who.Boot));

        after.Ack(3, before.Who.Boot);
        Assert.Equal([new HeldBoot(after.Who.Boot, 0, 0)], after.Report().Held);
    }

    [Fact]
    public void More_boots_than_health_can_name_are_counted_as_rest()
    {
        var stores = Open();
        var clock = OutboxRig.Timed();
        for (var i = 0; i < 70; i++)
        {
            new OutboxRig(stores, clock).Put();
        }

        var report = new OutboxRig(stores, clock).Report();

        Assert.Equal(64, report.Held.Count);
        Assert.Equal(7, report.Rest);
    }

    [Fact]
    public void Without_a_time_packs_wait_for_it_and_are_dated_by_it()
    {
        var rig = new OutboxRig(Open(), new ManualClock()).Connect().Beat().Put(2);
        Assert.Empty(rig.Pass(5).TakeAll());

        rig.Clock.Learn(1_764_000_000_000, rig.Clock.UpMs, ClockQuality.Server);
        var taken = rig.Pass(1).TakeAll();

        Assert.Equal([0L, 1], taken.Select(p => p.Seq));
        Assert.All(taken, p => Assert.Equal(ClockQuality.Server, Decode(p).Clock));
        Assert.All(taken, p => Assert.Equal(rig.Clock.At(Decode(p).UpMs!.Value).TimeMs, Decode(p).TimeMs));
    }

    [Fact]
    public void An_alarm_does_not_wait_for_the_time()
    {
        var rig = new OutboxRig(Open(), new ManualClock()).Connect().Put().Put(1, alarm: true);

        Assert.Equal([1L], rig.TakeAll().Select(p => p.Seq));
    }

    [Fact]
    public void A_minute_after_the_first_connection_packs_go_without_a_time()
    {
        var rig = new OutboxRig(Open(), new ManualClock()).Connect().Put(2);

        var taken = rig.Pass(61).TakeAll();

        Assert.Equal(2, taken.Count);
        Assert.All(taken, p => Assert.Equal(ClockQuality.None, Decode(p).Clock));
        Assert.Equal([2L], rig.Put().TakeAll().Select(p => p.Seq));
    }

    [Fact]
    public void Drafts_of_an_earlier_process_are_dated_by_the_next_one_on_the_same_kernel()
    {
        var stores = Open();
        var before = new OutboxRig(stores, new ManualClock()).Put(2).Pass(10);
        var after = new OutboxRig(stores, before.Clock).Connect().Beat();
        before.Clock.Learn(1_764_000_000_000, before.Clock.UpMs, ClockQuality.Server);

        var taken = after.Pass(1).Beat().TakeAll();

        Assert.Equal([before.Who.Boot, before.Who.Boot], taken.Select(p => p.Boot));
        Assert.All(taken, p => Assert.Equal(ClockQuality.Server, Decode(p).Clock));
    }

    [Fact]
    public void Drafts_of_an_earlier_kernel_are_frozen_as_they_are()
    {
        var stores = Open();
        var before = new OutboxRig(stores, new ManualClock()).Put(2).Pass(10);
        var bytes = stores.Read(before.Who.Boot, 0)!.Bytes;
        var clock = OutboxRig.Timed();
        clock.KernelBoot = 0xbeef;

        var taken = new OutboxRig(stores, clock).Connect().Pass(1).Beat().TakeAll();

        Assert.Equal(bytes, taken[0].Bytes);
        Assert.Equal(2, taken.Count);
    }

    [Fact]
    public void Bytes_never_change_once_frozen()
    {
        var rig = new OutboxRig(Open()).Connect().Put();
        var first = rig.TakeAll()[0].Bytes;

        rig.Clock.Learn(1_800_000_000_000, rig.Clock.UpMs, ClockQuality.Ntp);
        rig.Pass(10);
        rig.Box.Disconnected();

        Assert.Equal(first, rig.Connect().Beat().TakeAll()[0].Bytes);
    }

    private static PackHeader Decode(StoredPack pack)
    {
        var decoded = new Pack();
        Assert.Null(new PackDecoder().Decode(pack.Bytes, "inv1", decoded));
        Assert.Equal(pack.Header, decoded.Header);
        return decoded.Header;
    }
}
