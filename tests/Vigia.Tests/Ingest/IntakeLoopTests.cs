using Vigia.EndToEnd.Kit;
using Vigia.Server.Ingest;
using Vigia.Tests.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Ingest;

public sealed class IntakeLoopTests : IDisposable
{
    private readonly IntakePlace place = new(
        new IngestOptions { Linger = TimeSpan.FromMilliseconds(1), RetryPause = TimeSpan.FromMilliseconds(10) }
    );

    public void Dispose() => place.Dispose();

    [Fact]
    public void An_ack_is_sent_when_another_process_can_read_the_row()
    {
        var committedAtAck = -1;
        place.Sent.OnSend = () => committedAtAck = place.CommittedRows;
        place.PackArrives("inv-1", 0);
        Assert.Equal(0, place.CommittedRows);

        Assert.True(place.Turn());

        var (node, channel, text) = Assert.Single(place.Sent.All);
        Assert.Equal(("inv-1", Channel.Ack), (node, channel));
        Assert.Contains("\"upto\":0", text, StringComparison.Ordinal);
        Assert.Equal(1, committedAtAck);
        Assert.Equal((1, 1), (place.ToldFollowers, place.Metrics.Stored));
    }

    [Fact]
    public void A_pack_that_was_not_committed_is_not_acknowledged_and_comes_again()
    {
        place.HasRoom = false;
        place.PackArrives("inv-1", 0);

        Assert.False(place.Turn());

        Assert.Empty(place.Sent.All);
        Assert.Equal((0, 0), (place.ToldFollowers, place.Metrics.Stored));
        place.HasRoom = true;
        Assert.True(place.Turn());
        Assert.Empty(place.Sent.All);
        Assert.Equal(0, place.CommittedRows);
        place.PackArrives("inv-1", 0);
        Assert.True(place.Turn());
        Assert.Single(place.Sent.All);
        Assert.Equal(1, place.CommittedRows);
    }

    [Fact]
    public void A_plain_message_gets_its_puback_after_the_commit()
    {
        var receipt = place.PlainArrives(1_764_000_000);
        Assert.Equal(0, receipt.Completed);

        Assert.True(place.Turn());

        Assert.Equal((1, 1), (receipt.Completed, receipt.RowsAtCompletion));
    }

    [Fact]
    public void A_plain_message_waits_without_puback_while_the_ledger_is_full_and_is_stored_once_there_is_room()
    {
        place.HasRoom = false;
        var receipt = place.PlainArrives(1_764_000_000);
        Assert.False(place.Turn());
        Assert.False(place.Turn());
        Assert.Equal((0, StoreState.Full), (receipt.Completed, place.State.Store));

        place.HasRoom = true;
        Assert.True(place.Turn());

        Assert.Equal((1, 1), (receipt.Completed, receipt.RowsAtCompletion));
        Assert.True(place.Turn());
        Assert.Equal((1, 1), (receipt.Completed, place.CommittedRows));
    }

    [Fact]
    public void Plain_messages_beyond_the_bound_stay_without_puback_for_ever_and_the_others_are_stored()
    {
        place.HasRoom = false;
        var receipts = Enumerable
            .Range(0, IntakeLoop.MaxWaiting + 5)
            .Select(i => place.PlainArrives(1_764_000_000 + i))
            .ToList();
        Assert.False(place.Turn());

        place.HasRoom = true;
        Assert.True(place.Turn());

        Assert.Equal(IntakeLoop.MaxWaiting, place.CommittedRows);
        Assert.All(receipts.Take(IntakeLoop.MaxWaiting), receipt => Assert.Equal(1, receipt.Completed));
        Assert.All(receipts.Skip(IntakeLoop.MaxWaiting), receipt => Assert.Equal(0, receipt.Completed));
    }

    [Fact]
    public async Task The_store_is_ok_again_after_it_was_full_though_nothing_more_came()
    {
        var changes = new List<string>();
        place.State.OnChange = () => changes.Add(place.State.Store);
        await place.Loop.StartAsync(TestContext.Current.CancellationToken);
        place.HasRoom = false;
        place.PackArrives("inv-1", 0);
        await Eventually.Until("the store is full", () => place.State.Store == StoreState.Full);

        place.HasRoom = true;

        await Eventually.Until("the store is ok", () => place.State.Store == StoreState.Ok);
        await place.Loop.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal([StoreState.Full, StoreState.Ok], changes);
    }

    [Fact]
    public void A_second_server_stores_but_acknowledges_nothing_and_lets_no_puback_go()
    {
        place.State.IsSecond = true;
        place.PackArrives("inv-1", 0);
        var receipt = place.PlainArrives(1_764_000_000);

        Assert.True(place.Turn());

        Assert.Empty(place.Sent.All);
        Assert.Equal(0, receipt.Completed);
        Assert.Equal(2, place.CommittedRows);
    }

    [Fact]
    public void A_server_that_is_the_only_one_again_acknowledges_what_is_sent_again_and_stores_it_once()
    {
        place.State.IsSecond = true;
        place.PackArrives("inv-1", 0);
        place.PlainArrives(1_764_000_000);
        Assert.True(place.Turn());
        place.State.IsSecond = false;
        place.PackArrives("inv-1", 0);
        var again = place.PlainArrives(1_764_000_000);

        Assert.True(place.Turn());

        Assert.Single(place.Sent.All);
        Assert.Equal((1, 2), (again.Completed, place.CommittedRows));
    }

    [Fact]
    public void A_turn_takes_no_more_than_its_bound_and_the_next_one_takes_the_rest()
    {
        using var small = new IntakePlace(new IngestOptions { MaxTurn = 3 });
        for (var seq = 0; seq < 5; seq++)
        {
            small.PackArrives("inv-1", seq);
        }

        Assert.True(small.Turn());
        Assert.Equal(3, small.CommittedRows);
        Assert.True(small.Turn());
        Assert.Equal(5, small.CommittedRows);
    }
}
