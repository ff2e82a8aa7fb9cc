using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>
/// What the rules decided and the store does not hold yet: written in one transaction, so that a death at any point
/// neither repeats nor loses a judgement.
/// </summary>
internal sealed class Judgements
{
    /// <summary>Alerts kept for a store that cannot be written; beyond it the oldest is forgotten (it was sent) and counted.</summary>
    public const int MaxAlerts = 1_000;

    private readonly Dictionary<StateKey, IRuleState> states = [];
    private readonly List<Raising> raised = [];
    private readonly List<AlertUpdate> grown = [];
    private readonly List<AlertClearing> cleared = [];
    private readonly List<Message> messages = [];
    private readonly List<StateKey> forgotten = [];

    private sealed record Raising(Alert Alert, string Reason);

    public Cursor? Cursor { get; set; }

    public bool IsEmpty =>
        Cursor is null
        && states.Count + forgotten.Count + raised.Count + grown.Count + cleared.Count + messages.Count == 0;

    /// <summary>An alert began, changed or ended.</summary>
    public bool TouchesAlerts => raised.Count + grown.Count + cleared.Count > 0;

    /// <summary>An alert began, changed or ended: not to be written later but now.</summary>
    public bool IsUrgent { get; private set; }

    /// <summary>Messages that wait for a store that cannot be written; each is given once.</summary>
    public IReadOnlyList<Message> TakeUnsent()
    {
        IsUrgent = false;
        var unsent = new List<Message>();
        for (var i = 0; i < messages.Count; i++)
        {
            if (!messages[i].Unpersisted)
            {
                messages[i] = messages[i] with { Unpersisted = true };
                unsent.Add(messages[i]);
            }
        }

        MarkUnpersisted();
        return unsent;
    }

    public void Keep(StateKey key, IRuleState state) => states[key] = state;

    /// <summary>What a rule remembered that is no more.</summary>
    public void Forget(StateKey key) => forgotten.Add(key);

    /// <param name="message">Null: shown, but told to nobody.</param>
    public void Raise(Alert alert, Verdict verdict, Message? message)
    {
        raised.Add(new Raising(alert, verdict.ToString()));
        Tell(message);
    }

    public void Grow(AlertUpdate update, Message? message)
    {
        grown.Add(update);
        Tell(message);
    }

    /// <summary>An alert that stands, for a store that was replaced by a fresh one. Nobody is told again.</summary>
    public void Restore(Alert alert)
    {
        raised.Add(new Raising(alert, "StoreReplaced"));
        Bound();
    }

    public void Clear(AlertClearing end, Message message)
    {
        cleared.Add(end);
        Tell(message);
    }

    /// <summary>Ends an alert without a word.</summary>
    public void Clear(AlertClearing end)
    {
        cleared.Add(end);
        IsUrgent = true;
        Bound();
    }

    public void WriteTo(SqliteConnection db)
    {
        foreach (var raising in raised)
        {
            AlertTable.Insert(db, raising.Alert, raising.Reason);
        }

        foreach (var update in grown)
        {
            AlertTable.Update(db, update);
        }

        foreach (var end in cleared)
        {
            AlertTable.Clear(db, end);
        }

        foreach (var message in messages)
        {
            MessageTable.Insert(db, message);
        }

        foreach (var (key, state) in states)
        {
            RuleStateTable.Write(db, key, state);
        }

        foreach (var key in forgotten)
        {
            RuleStateTable.Forget(db, key);
        }

        if (Cursor is { } cursor)
        {
            CursorTable.Write(db, RulesFollower.CursorName, cursor);
        }
    }

    private void Tell(Message? message)
    {
        if (message is not null)
        {
            messages.Add(message);
        }

        IsUrgent = true;
        Bound();
    }

    private void MarkUnpersisted()
    {
        for (var i = 0; i < raised.Count; i++)
        {
            raised[i] = raised[i] with { Alert = raised[i].Alert with { Unpersisted = true } };
        }
    }

    private void Bound() => RuleMetrics.Forgotten.Add(Trim(raised) + Trim(grown) + Trim(cleared) + Trim(messages));

    private static int Trim<T>(List<T> list)
    {
        var over = Math.Max(0, list.Count - MaxAlerts);
        list.RemoveRange(0, over);
        return over;
    }
}
