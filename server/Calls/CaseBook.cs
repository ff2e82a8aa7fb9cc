using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;

namespace Vigia.Server.Calls;

/// <summary>An incident about which people are called, as far as it is.</summary>
internal sealed class Case(Calling state, Alert alert)
{
    public Calling State { get; set; } = state;

    public Alert Alert { get; set; } = alert;

    /// <summary>Timestamp of the machine when it was first seen to be over without a word of it; null: it is not.</summary>
    public long? OverSince { get; set; }
}

/// <summary>The incidents that are looked after until they are over. Not safe for several threads: its desk has the lock.</summary>
internal sealed class CaseBook(AlertStore store)
{
    /// <summary>Of further ones each person is told once, and no more; but what is graver takes the place of the least of them.</summary>
    public const int MaxOpen = 1_000;

    private readonly Dictionary<long, Case> open = [];

    /// <summary>As they are now: what is done with them may change the book.</summary>
    public IReadOnlyList<Case> All => [.. open.Values];

    public Case? Of(long alert) => open.GetValueOrDefault(alert);

    /// <summary>Also of one that is over; null: nobody was called.</summary>
    public Calling? StateOf(long alert) =>
        Of(alert)?.State ?? store.Read(db => CallTable.Find(db, alert), otherwise: null);

    public Case Begin(Calling state, Alert alert)
    {
        var one = new Case(state, alert);
        if (open.Count < MaxOpen || open.ContainsKey(alert.Id) || TryMakeRoom(state.Grade))
        {
            open[alert.Id] = one;
        }

        return one;
    }

    public void End(long alert) => open.Remove(alert);

    private bool TryMakeRoom(CallGrade grade)
    {
        var least = open.MinBy(one => (one.Value.State.Grade, one.Key));
        return least.Value.State.Grade < grade && open.Remove(least.Key);
    }

    /// <summary>Those about which this person was called.</summary>
    public IReadOnlyList<Alert> OfPerson(string person) =>
        [
            .. open
                .Values.Where(one => one.State.Of(person) is not null)
                .Select(one => one.Alert)
                .OrderBy(alert => alert.Id),
        ];

    /// <summary>The person was told of these by a summary.</summary>
    public void MarkTold(string person, IEnumerable<long> alerts, long nowMs)
    {
        foreach (var one in alerts.Select(Of).OfType<Case>())
        {
            if (one.State.Of(person) is { } called)
            {
                one.State = one.State.With(called with { IsTold = true, LastMs = nowMs });
            }
        }
    }

    /// <summary>Takes up what was open when the last process ended.</summary>
    public void Load()
    {
        var standing = store.Read(CallTable.Open, []).OrderByDescending(state => state.Grade).Take(MaxOpen);
        foreach (var state in standing)
        {
            if (store.Read(db => AlertTable.Find(db, state.Alert), otherwise: null) is { } alert)
            {
                open[state.Alert] = new Case(state, alert);
            }
        }
    }
}
