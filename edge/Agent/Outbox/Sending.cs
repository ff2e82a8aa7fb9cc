using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>
/// Chooses what is published next. A pack goes out once a round (a connection, or a run of the server) and again when it waited
/// too long for its ack.
/// </summary>
internal sealed class Sending(NodeIdentity who, OutboxStores stores, Boots boots, OutboxLimits limits, Tally tally)
{
    private readonly LiveQueue live = new(limits.LiveQueue);
    private readonly InFlight inFlight = new(limits);
    private readonly History history = new(stores, boots);
    private readonly HistoryPace pace = new(limits.HistoryPerLive);
    private bool connected;

    /// <summary>A pack of this boot was frozen. From any thread.</summary>
    public void Live(long seq) => live.Add(seq);

    public void Connected()
    {
        connected = true;
        live.Open();
        StartRound();
    }

    public void Disconnected()
    {
        connected = false;
        live.Close();
    }

    public void StartRound()
    {
        inFlight.NextRound();
        history.Rewind();
        pace.Slow();
    }

    public void Answered() => pace.Answered();

    public void Rewind() => history.Rewind();

    public void Settled(BootId boot, SeqRange seqs) => inFlight.Settle(boot, seqs);

    public void Dropped(StoredPack pack) => inFlight.Drop(pack.Boot, pack.Seq);

    public void TakeLive(List<StoredPack> taken, long now, int room)
    {
        while (connected && taken.Count < room && live.TryTake(out var seq))
        {
            if (stores.Read(who.Boot, seq) is { } pack)
            {
                Take(taken, pack, now, isHistory: false);
            }
        }
    }

    public void TakeHistory(List<StoredPack> taken, long now, int room)
    {
        if (!connected)
        {
            return;
        }

        if (live.TakeOverflow())
        {
            history.Rewind();
        }

        var most = taken.Count + Math.Min(pace.PerLive * Math.Max(1, taken.Count), room - taken.Count);
        foreach (var due in inFlight.Due(now).TakeWhile(_ => taken.Count < most).ToList())
        {
            TakeAgain(taken, due, now);
        }

        while (taken.Count < most && inFlight.History < limits.HistoryWindow && NextOfHistory() is { } pack)
        {
            Take(taken, pack, now, isHistory: true);
        }
    }

    private StoredPack? NextOfHistory() =>
        history.Next(pack => inFlight.IsSent(pack) || (pack.Boot == who.Boot && live.Holds(pack.Seq)));

    private void TakeAgain(List<StoredPack> taken, SentPack due, long now)
    {
        if (!due.History && inFlight.History >= limits.HistoryWindow)
        {
            return;
        }

        if (stores.Read(due.Boot, due.Seq) is not { } pack)
        {
            inFlight.Drop(due.Boot, due.Seq);
            return;
        }

        pace.Slow();
        Take(taken, pack, now, isHistory: true);
    }

    private void Take(List<StoredPack> taken, StoredPack pack, long now, bool isHistory)
    {
        if (inFlight.IsGivenUp(pack, now))
        {
            GiveUp(pack);
            return;
        }

        if (!inFlight.Sent(pack, isHistory, now))
        {
            history.Rewind();
        }

        taken.Add(pack);
    }

    private void GiveUp(StoredPack pack)
    {
        stores.Card.KeepAside(pack, nameof(DropReason.NoAnswer));
        stores.Delete(pack);
        inFlight.Drop(pack.Boot, pack.Seq);
        tally.Drop(DropReason.NoAnswer);
    }
}
