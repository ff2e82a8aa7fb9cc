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
        foreach (var row in batch.Calls)
        {
            CallMetrics.Calls.Add(1, new KeyValuePair<string, object?>("means", row.Means.ToString()));
            if (row.Means == CallMeans.Sms)
            {
                rations.Note(row, now);
            }
        }

        foreach (var row in batch.Held)
        {
            CallMetrics.HeldBack.Add(1, new KeyValuePair<string, object?>("why", row.Why.ToString()));
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
        HashSet<string> unaware = [];
        if (batch.State is { } state)
        {
            CallTable.Save(db, state);
            if (batch.Ends is { } keep)
            {
                unaware = Unaware(db, state.Alert, keep);
                SmsTable.CancelAbout(db, state.Alert, MachineMs, keep);
            }
        }

        var untold = batch.Texts.Where(text => unaware.Contains(text.To.Digits)).Select(text => text.Id).ToHashSet();
        foreach (var call in batch.Calls.Where(call => !untold.Contains(call.Id)))
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
            foreach (var text in batch.Texts.Where(text => !untold.Contains(text.Id)))
            {
                SmsTable.Insert(db, text);
                if (batch.Newest.Contains(text.Id))
                {
                    SmsTable.Supersede(db, text, MachineMs);
                }
            }
        }
    }

    // Whose turn at the modem had not come: they need not hear of the end of what they never heard of.
    private HashSet<string> Unaware(SqliteConnection db, long alert, string keep) =>
        [
            .. db.Rows(
                """
                SELECT recipient FROM sms WHERE alert = @0 AND message <> @1 GROUP BY recipient
                HAVING sum(CASE WHEN state = 'Queued' AND attempt = 0 AND next_ms > @2 THEN 0 ELSE 1 END) = 0
                """,
                row => row.GetString(0),
                alert,
                keep,
                MachineMs
            ),
        ];

    private long MachineMs => clocks.Machine.GetUtcNow().ToUnixTimeMilliseconds();
}
