using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Rules;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Calls;

/// <summary>
/// Writes what was decided in one transaction and lets the courier run. Where no disk takes it the texts leave from memory, marked,
/// and their record follows when there is a disk again (≤ <see cref="MaxUnsaved"/> decisions; beyond it the oldest is forgotten).
/// Not safe for several threads: its desk has the lock.
/// </summary>
internal sealed class CallPost(AlertStore store, Courier courier, Rations rations, ServerClocks clocks)
{
    public const int MaxUnsaved = 200;

    private readonly Queue<CallBatch> unsaved = [];

    /// <summary>False: it was sent from memory.</summary>
    public bool Post(CallBatch batch)
    {
        var now = clocks.World.GetUtcNow();
        foreach (var row in batch.Calls.Where(row => row.Means == CallMeans.Sms))
        {
            rations.Note(row, now);
        }

        var stored = store.TryWrite(
            "calls to people",
            db =>
            {
                foreach (var late in unsaved)
                {
                    Write(db, late, unpersisted: true);
                }

                Write(db, batch, unpersisted: false);
            }
        );
        if (stored)
        {
            unsaved.Clear();
            if (batch.Texts.Count > 0)
            {
                courier.Wake();
            }

            return true;
        }

        courier.SendUnstored(batch.Texts);
        unsaved.Enqueue(batch);
        if (unsaved.Count > MaxUnsaved)
        {
            unsaved.Dequeue();
        }

        return false;
    }

    // What left from memory has no row in the outbox: it would leave again.
    private void Write(SqliteConnection db, CallBatch batch, bool unpersisted)
    {
        if (batch.State is { } state)
        {
            CallTable.Save(db, state);
            if (batch.Ends is { } keep)
            {
                SmsTable.CancelAbout(db, state.Alert, MachineMs, keep);
            }
        }

        foreach (var call in batch.Calls)
        {
            CallTable.Insert(db, call with { Unpersisted = unpersisted });
        }

        batch.Held.ForEach(held => CallTable.Insert(db, held));
        batch.Answers.ForEach(answer => CallTable.Insert(db, answer));
        CallTable.MarkTold(db, batch.Told, clocks.World.GetUtcNow().ToUnixTimeMilliseconds());
        if (batch.Joined is { } joined)
        {
            CallTable.Join(db, joined);
        }

        batch.Also?.Invoke(db);
        if (!unpersisted)
        {
            batch.Texts.ForEach(text => SmsTable.Insert(db, text));
        }
    }

    private long MachineMs => clocks.Machine.GetUtcNow().ToUnixTimeMilliseconds();
}
