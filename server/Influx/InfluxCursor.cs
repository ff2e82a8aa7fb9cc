using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Derive.Live;
using Vigia.Server.Ledger;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Server.Influx;

/// <summary>
/// How far InfluxDB has come, and what the derived channels remember there. Written now and then, together: what was sent since is
/// derived and sent again after a kill, to no effect.
/// </summary>
internal sealed class InfluxCursor(
    ILedgerReader ledger,
    AlertStore store,
    InfluxOptions options,
    TimeProvider machine,
    ILogger log,
    DerivedReadings? derived = null
)
{
    private volatile TaskCompletionSource rewind = NoRewind();
    private Cursor? known;
    private Cursor saved;
    private long savedAt;
    private long row;
    private IReadOnlyDictionary<string, ZoneMemory> savedMemories = new Dictionary<string, ZoneMemory>();

    /// <summary>Last row that is in InfluxDB. For any thread.</summary>
    public long Row => Interlocked.Read(ref row);

    /// <summary>Completed while somebody waits for all rows to be sent again.</summary>
    public Task RewindAsked => rewind.Task;

    public void AskRewind() => rewind.TrySetResult();

    /// <summary>The row to go on from, which is 0 where this is not the ledger we know.</summary>
    public long Align()
    {
        if (known is null)
        {
            saved = store.Read(db => CursorTable.Read(db, InfluxFollower.CursorName), Cursor.None);
            savedAt = machine.GetTimestamp();
            derived?.Load(store);
            savedMemories = Memories;
            Keep(saved);
        }

        if (RewindAsked.IsCompleted)
        {
            Rewind("asked for");
            rewind = NoRewind();
        }
        else if (!known!.Value.Fits(ledger.Epoch, ledger.LastRow))
        {
            Rewind("this ledger is not the one the cursor was made in");
        }

        return Row;
    }

    public void Rewind(string why)
    {
        log.LogWarning("InfluxDB gets all rows of the ledger again: {Why}", why);
        InfluxMetrics.Replays.Add(1);
        store.TryWrite("what InfluxDB begins again with", Forget);
        derived?.Remember(new Dictionary<string, ZoneMemory>());
        savedMemories = Memories;
        Keep(new Cursor(ledger.Epoch, 0));
    }

    public void Move(long to)
    {
        Keep(known!.Value with { Row = to });
        if (machine.GetElapsedTime(savedAt) >= options.CursorEvery)
        {
            Save();
        }
    }

    public void Save()
    {
        if (known is not { } cursor || cursor == saved)
        {
            return;
        }

        CrashPoint.Here("influx-cursor");
        savedAt = machine.GetTimestamp();
        var memories = Memories;
        if (store.TryWrite("the cursor of InfluxDB", db => Write(db, cursor, memories)))
        {
            saved = cursor;
            savedMemories = memories;
        }
    }

    private IReadOnlyDictionary<string, ZoneMemory> Memories =>
        derived?.Remembered ?? new Dictionary<string, ZoneMemory>();

    private void Write(SqliteConnection db, Cursor cursor, IReadOnlyDictionary<string, ZoneMemory> memories)
    {
        CursorTable.Write(db, InfluxFollower.CursorName, cursor);
        RuleStateTable.Write(
            db,
            memories
                .Where(known => !ReferenceEquals(known.Value, savedMemories.GetValueOrDefault(known.Key)))
                .Select(known => (new StateKey(DerivedReadings.NameForInflux, known.Key), (IRuleState)known.Value))
        );
    }

    private static void Forget(SqliteConnection db)
    {
        QuarantineTable.Clear(db);
        RuleStateTable.ForgetAll(db, DerivedReadings.NameForInflux);
        CursorTable.Write(db, AlertFollower.CursorName, Cursor.None);
    }

    private void Keep(Cursor cursor)
    {
        known = cursor;
        Interlocked.Exchange(ref row, cursor.Row);
    }

    private static TaskCompletionSource NoRewind() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
