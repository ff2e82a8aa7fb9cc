using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Rules.People;
using Vigia.Server.Rules.Service;

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
    private readonly List<PlaceMemory> places = [];

    // In the order in which they happened: an alert may end and come back before anything is written.
    private readonly List<object> changes = [];
    private readonly List<Message> messages = [];
    private readonly List<StateKey> forgotten = [];
    private readonly List<LateFinding> findings = [];

    private sealed record Raising(Alert Alert, StepReason Reason);

    public Cursor? Cursor { get; set; }

    // Unix milliseconds of a sign of life of the service, and whether it is its last.
    private (long AtMs, bool IsEnd)? sign;

    /// <summary>Number of the last word of a person that was heard.</summary>
    public long? Heard { get; private set; }

    public bool IsEmpty =>
        Cursor is null
        && Heard is null
        && sign is null
        && states.Count + places.Count + forgotten.Count + changes.Count + messages.Count + findings.Count == 0;

    /// <summary>An alert began, changed or ended.</summary>
    public bool TouchesAlerts => changes.Count > 0;

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

    /// <summary>Words up to this number are heard. To be written now: who said them waits for what comes of it.</summary>
    public void Hear(long number)
    {
        Heard = number;
        IsUrgent = true;
    }

    public void Keep(StateKey key, IRuleState state) => states[key] = state;

    /// <summary>As its state is when it is written.</summary>
    public void Keep(PlaceMemory memory)
    {
        if (!memory.IsUnsaved)
        {
            memory.IsUnsaved = true;
            places.Add(memory);
        }
    }

    /// <summary>What a rule remembered that is no more; what is kept under the same key after this stays.</summary>
    public void Forget(StateKey key)
    {
        forgotten.Add(key);
        states.Remove(key);
        places.RemoveAll(memory => memory.Key == key);
    }

    /// <summary>The store has all of it.</summary>
    public void Saved()
    {
        foreach (var memory in places)
        {
            memory.IsUnsaved = false;
        }
    }

    /// <summary>Shown; telling it is another matter.</summary>
    public void Raise(Alert alert, Verdict verdict)
    {
        changes.Add(new Raising(alert, StepReasons.Of(verdict)));
        Tell(message: null);
    }

    public void Grow(AlertUpdate update)
    {
        changes.Add(update);
        Tell(message: null);
    }

    /// <summary>An alert that stands, for a store that was replaced by a fresh one. Nobody is told again.</summary>
    public void Restore(Alert alert)
    {
        changes.Add(new Raising(alert, StepReason.StoreReplaced));
        Bound();
    }

    public void Clear(AlertClearing end, Message message)
    {
        changes.Add(end);
        Tell(message);
    }

    /// <summary>Ends an alert without a word.</summary>
    public void Clear(AlertClearing end)
    {
        changes.Add(end);
        IsUrgent = true;
        Bound();
    }

    /// <summary>When an alert began or ended is known better, or it came back. Nobody is told.</summary>
    public void Revise(AlertRevision revision)
    {
        changes.Add(revision);
        IsUrgent = true;
        Bound();
    }

    /// <summary>What Vigía did with an alert that stands. Telling it is another matter.</summary>
    public void Turn(AlertTurn turn)
    {
        changes.Add(turn);
        IsUrgent |= turn.IsStep;
        Bound();
    }

    /// <summary>What people are still to be told of an alert that stands.</summary>
    public void Owe(AlertDebt debt)
    {
        changes.Add(debt);
        IsUrgent = true;
        Bound();
    }

    /// <summary>What came too late to be an alert; written with the next states.</summary>
    public void Find(LateFinding finding)
    {
        findings.Add(finding);
        Bound();
    }

    /// <summary>The service lives, by the world's clock.</summary>
    public void Live(long atMs, bool isEnd = false) => sign = (atMs, isEnd);

    /// <summary>Told, about an alert that stands.</summary>
    public void TellOf(Message message) => Tell(message);

    public void WriteTo(SqliteConnection db)
    {
        foreach (var change in changes)
        {
            WriteTo(db, change);
        }

        foreach (var finding in findings)
        {
            LateFindingTable.Insert(db, finding);
        }

        foreach (var message in messages)
        {
            MessageTable.Insert(db, message);
        }

        foreach (var key in forgotten)
        {
            RuleStateTable.Forget(db, key);
        }

        RuleStateTable.Write(db, states.Select(entry => (entry.Key, entry.Value)));
        RuleStateTable.Write(db, places.Select(memory => (memory.Key, (IRuleState)memory.State)));

        if (sign is { } alive)
        {
            ServiceLifeTable.Write(db, alive.AtMs, alive.IsEnd);
        }

        if (Cursor is { } cursor)
        {
            CursorTable.Write(db, RulesFollower.CursorName, cursor);
        }

        if (Heard is { } number)
        {
            WordTable.SetHeard(db, number);
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

    private static void WriteTo(SqliteConnection db, object change)
    {
        switch (change)
        {
            case Raising raising:
                AlertTable.Insert(db, raising.Alert, raising.Reason);
                break;
            case AlertUpdate update:
                AlertTable.Update(db, update);
                break;
            case AlertClearing end:
                AlertTable.Clear(db, end);
                break;
            case AlertTurn turn:
                AlertTable.Turn(db, turn);
                break;
            case AlertDebt debt:
                AlertTable.Owe(db, debt);
                break;
            case AlertRevision revision:
                AlertTable.Revise(db, revision);
                break;
        }
    }

    private void MarkUnpersisted()
    {
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i] is Raising raising)
            {
                changes[i] = raising with { Alert = raising.Alert with { Unpersisted = true } };
            }
        }
    }

    private void Bound() => RuleMetrics.Forgotten.Add(Trim(changes) + Trim(messages) + Trim(findings));

    private static int Trim<T>(List<T> list)
    {
        var over = Math.Max(0, list.Count - MaxAlerts);
        list.RemoveRange(0, over);
        return over;
    }
}
