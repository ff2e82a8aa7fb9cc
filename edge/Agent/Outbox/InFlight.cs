using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>One pack that was published and is not settled.</summary>
internal sealed class SentPack
{
    public required BootId Boot { get; init; }
    public required long Seq { get; init; }

    /// <summary>How often it was published, over all connections.</summary>
    public int Sends { get; set; }

    /// <summary>Number of its last publication, among all of this process.</summary>
    public long LastSend { get; set; }

    /// <summary>The round in which it was last published: a connection, or a run of the server.</summary>
    public int Round { get; set; }

    public bool History { get; set; }

    public long DueMs { get; set; }
}

/// <summary>What was published and is not settled: attempts, when to send again, and how much history is on its way.</summary>
internal sealed class InFlight(OutboxLimits limits)
{
    private readonly Dictionary<(BootId, long), SentPack> sent = [];
    private readonly LineLoss loss = new();
    private long sends;
    private long lastSettled;

    /// <summary>Packs of history that are on their way in this round.</summary>
    public int History { get; private set; }

    public int Round { get; private set; }

    public int Count => sent.Count;

    /// <summary>A new connection or a new run of the server: everything may be sent again, once.</summary>
    public void NextRound()
    {
        Round++;
        History = 0;
    }

    public bool IsSent(StoredPack pack) =>
        sent.TryGetValue((pack.Boot, pack.Seq), out var entry) && entry.Round == Round;

    /// <summary>False when an older one had to be forgotten for it.</summary>
    public bool Sent(StoredPack pack, bool history, long now)
    {
        if (!sent.TryGetValue((pack.Boot, pack.Seq), out var entry))
        {
            entry = new SentPack { Boot = pack.Boot, Seq = pack.Seq };
            sent.Add((pack.Boot, pack.Seq), entry);
        }

        if (entry.Sends == 1 && entry.Round == Round)
        {
            loss.Lost();
        }

        var counted = entry.Round == Round && entry.History;
        History += history && !counted ? 1 : 0;
        entry.History = history;
        entry.Round = Round;
        entry.Sends++;
        entry.LastSend = ++sends;
        entry.DueMs = now + (long)Wait(entry.Sends).TotalMilliseconds;
        return Bound();
    }

    /// <summary>
    /// Published so often that it will not be answered: the last time in this round, whose link stands, and long enough ago, while
    /// what was published after it has been settled, and more often than a line that loses as many of the others explains.
    /// </summary>
    public bool IsGivenUp(StoredPack pack, long now) =>
        sent.TryGetValue((pack.Boot, pack.Seq), out var entry)
        && entry.Round == Round
        && entry.DueMs <= now
        && entry.Sends >= Math.Clamp(loss.SendsBeyondChance(), limits.FewestSends, limits.MostSends)
        && lastSettled > entry.LastSend;

    /// <summary>Those whose time has come, the longest waiting first.</summary>
    public IEnumerable<SentPack> Due(long now) =>
        sent.Values.Where(e => e.Round == Round && e.DueMs <= now).OrderBy(e => e.LastSend);

    public void Settle(BootId boot, SeqRange seqs)
    {
        foreach (var (key, entry) in sent)
        {
            if (entry.Boot == boot && seqs.Contains(entry.Seq))
            {
                lastSettled = Math.Max(lastSettled, entry.LastSend);
                if (entry.Sends == 1)
                {
                    loss.Arrived();
                }

                Remove(key, entry);
            }
        }
    }

    /// <summary>It is no longer held.</summary>
    public void Drop(BootId boot, long seq)
    {
        if (sent.TryGetValue((boot, seq), out var entry))
        {
            Remove((boot, seq), entry);
        }
    }

    private void Remove((BootId, long) key, SentPack entry)
    {
        sent.Remove(key);
        History -= entry.Round == Round && entry.History ? 1 : 0;
    }

    private bool Bound()
    {
        if (sent.Count <= limits.MaxTracked)
        {
            return true;
        }

        var (key, entry) = sent.MinBy(e => e.Value.LastSend);
        Remove(key, entry);
        return false;
    }

    private TimeSpan Wait(int times)
    {
        var doubled = limits.ResendAfter * Math.Pow(2, Math.Min(times, 16) - 1);
        return doubled < limits.ResendAtMost ? doubled : limits.ResendAtMost;
    }
}
