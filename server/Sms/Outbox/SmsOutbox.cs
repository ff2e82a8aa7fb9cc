using Vigia.Server.Alerts;
using Vigia.Server.Health;
using Vigia.Wire;

namespace Vigia.Server.Sms.Outbox;

/// <summary>
/// What the loops of a courier share: the rows, what became of each way, and who is to be woken. Of one row only one loop decides
/// at a time: hand-over has those that wait, asking has those that a gateway has. Safe for several threads.
/// </summary>
internal sealed class SmsOutbox(
    AlertStore store,
    IReadOnlyList<ISmsGateway> ways,
    CourierOptions options,
    TimeProvider machine
) : IDisposable
{
    private readonly Bell[] bells = [.. ways.Select(_ => new Bell())];

    public IReadOnlyList<ISmsGateway> Ways => ways;

    public CourierOptions Options => options;

    public TimeProvider Machine => machine;

    public WayRecord[] Records { get; } = [.. ways.Select(_ => new WayRecord())];

    public UnstoredTexts Unstored { get; } = new();

    public DateTimeOffset Now => machine.GetUtcNow();

    public long NowMs => Now.ToUnixTimeMilliseconds();

    /// <summary>Rings where a text may wait for this way.</summary>
    public Bell BellOf(int way) => bells[way];

    public void Wake() => Array.ForEach(bells, bell => bell.Ring());

    public int After(int way) => (way + 1) % ways.Count;

    /// <summary>What may be handed to this way now: fire first, and the oldest of its kind.</summary>
    public IReadOnlyList<SmsRow> Due(int way) =>
        [.. store.Read(db => SmsTable.Due(db, way, IsLast(way), NowMs, CourierOptions.MaxAtOnce), []).Select(At(way))];

    /// <summary>What this way has and has not ended.</summary>
    public IReadOnlyList<SmsRow> InHand(int way) =>
        [.. store.Read(db => SmsTable.InHand(db, way, IsLast(way), NowMs, SmsBounds.MaxAsked), []).Select(At(way))];

    /// <summary>
    /// What waits here can be overtaken and cancelled, at a gateway hardly. But one of which nothing was heard for long keeps no others
    /// back where the gateway cannot be asked: its word may be lost.
    /// </summary>
    public bool HasRoomFor(SmsRow row)
    {
        var sinceMs = ways[row.Way].IsBlind ? NowMs - (long)InHandLasts.TotalMilliseconds : 0;
        return row.Priority == SmsPriority.Fire
            || store.Read(db => SmsTable.CountInHand(db, row.Way, sinceMs), 0) < CourierOptions.MaxInHand;
    }

    /// <summary>Nobody wants it any more; but what tells of something that stands goes on, if nothing newer tells it.</summary>
    public void Expire(SmsRow row)
    {
        if (SmsLife.StillStands(row, NowMs) && !store.Read(db => SmsTable.HasNewer(db, row), otherwise: false))
        {
            SmsMetrics.Renewed.Add(1);
            Commit(row, SmsLife.Renewed(row, NowMs));
            return;
        }

        SmsMetrics.Expired.Add(1);
        Commit(row, row with { State = SmsState.Expired });
    }

    /// <summary>A text had its time at this way: those that wait there for another try need not, where the next way sends.</summary>
    public void Leave(int way)
    {
        Records[way].Leave(Now);
        if (After(way) != way && !Records[After(way)].IsLeft)
        {
            store.TryWrite("texts that leave a way", db => SmsTable.Hasten(db, way, NowMs));
            bells[way].Ring();
        }
    }

    public void Commit(SmsRow before, SmsRow after)
    {
        if (after != before)
        {
            store.TryWrite("how far a text is", db => SmsTable.Update(db, before, after, NowMs));
        }
    }

    public void Dispose() => Array.ForEach(bells, bell => bell.Dispose());

    private TimeSpan InHandLasts => options.FailOver * 2;

    private bool IsLast(int way) => way == ways.Count - 1;

    // Of a way that there is no more its rows are the last one's.
    private static Func<SmsRow, SmsRow> At(int way) => row => row.Way == way ? row : row with { Way = way };
}
