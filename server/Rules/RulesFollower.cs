using Vigia.Server.Alerts;
using Vigia.Server.Derive.Live;
using Vigia.Server.Ledger;
using Vigia.Server.Rules.People;
using Vigia.Wire;

namespace Vigia.Server.Rules;

/// <summary>
/// Judges the ledger's rows, in order. Cursor, states, alerts and messages stand in one transaction of <c>vigia.db</c>,
/// and a row is judged as of its arrival: a kill at any point judges the same rows again, to the same end.
/// </summary>
internal sealed class RulesFollower(
    ILedgerReader ledger,
    RuleJudge judge,
    AlertStore store,
    MessageDispatcher dispatcher,
    AlertDesk desk,
    RulesOptions options,
    ServerClocks clocks,
    ILogger<RulesFollower> log,
    DerivedReadings? derived = null,
    FireBulletins? bulletins = null,
    WordBook? words = null
)
{
    public const string CursorName = "rules";

    private const int RowsAtOnce = 500;
    private const double FastestTickMs = 50;

    // The end of year 9999, the last that DateTimeOffset shows.
    private const long LastMs = 253_402_300_799_999;

    private readonly Lock gate = new();
    private readonly RowReader reader = new();
    private readonly JudgedKeys judgedFromMemory = new();
    private Cursor cursor = Cursor.None;
    private long warmUpTo;
    private long savedAt;
    private TimeSpan saveAfter = options.SaveEveryOnMachine(clocks.Speed);
    private int generation;
    private bool loaded;
    private Task? nextRow;
    private long heard;
    private readonly Queue<NumberedWord> said = [];

    /// <summary>Rows that are not judged yet.</summary>
    public long LagRows => Math.Max(0, ledger.LastRow - Interlocked.Read(ref cursorRow));

    private long cursorRow;

    /// <summary>False while another server judges this site: then nothing is followed.</summary>
    public Func<bool> MayJudge { get; set; } = () => true;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!MayJudge())
            {
                await Task.Delay(options.Tick, clocks.Machine, stop);
            }
            else if (TryFollow() != FollowedRows.MoreWait)
            {
                await WaitForRowOrTickAsync(stop);
            }
        }
    }

    /// <summary>One turn: the rows that wait (≤ 500), a tick once there are no more, and what they changed into the store.</summary>
    public FollowedRows FollowOnce()
    {
        lock (gate)
        {
            Align();
            var rows = ledger.ReadAfter(cursor.Row, RowsAtOnce);
            Listen();
            foreach (var row in rows)
            {
                HearWhatWasSaidBefore(row.ReceivedMs);
                Judge(row);
            }

            var caughtUp = rows.Count < RowsAtOnce;
            if (caughtUp)
            {
                HearWhatWasSaidBefore(long.MaxValue);
                judge.Tick(clocks.World.GetUtcNow());
                bulletins?.Tick(clocks.World.GetUtcNow());
            }

            Save();
            return caughtUp ? FollowedRows.CaughtUp : FollowedRows.MoreWait;
        }
    }

    /// <summary>
    /// Judges rows that the ledger could not take (their row numbers mean nothing). Their later commit is not judged again.
    /// </summary>
    public void JudgeFromMemory(IReadOnlyList<LedgerRow> rows)
    {
        if (!MayJudge())
        {
            return;
        }

        lock (gate)
        {
            Align();
            foreach (var row in rows)
            {
                if (judgedFromMemory.Add(row) && reader.TryRead(row))
                {
                    derived?.AddTo(row, reader.Pack, judge.Unsaved);
                    judge.Judge(row, reader.Pack, DateTimeOffset.FromUnixTimeMilliseconds(row.ReceivedMs));
                    RuleMetrics.FromMemory.Add(1);
                }
            }

            Save();
        }
    }

    /// <summary>Writes what is not written yet: at the end of the service.</summary>
    public void SaveNow()
    {
        lock (gate)
        {
            Write();
        }
    }

    /// <summary>The service was told to end: what is not written yet, and that it ended so.</summary>
    public void End()
    {
        lock (gate)
        {
            judge.Unsaved.Live(clocks.World.GetUtcNow().ToUnixTimeMilliseconds(), isEnd: true);
            Write();
        }
    }

    private void Align()
    {
        if (!loaded)
        {
            judge.Load();
            derived?.Load(store);
            cursor = store.Read(db => CursorTable.Read(db, CursorName), Cursor.None);
            heard = store.Read(WordTable.Heard, 0);
            generation = store.Generation;
            savedAt = clocks.Machine.GetTimestamp();
            loaded = true;
        }

        judge.TakeFarm();

        if (!cursor.Fits(ledger.Epoch, ledger.LastRow))
        {
            WarmUp();
        }
    }

    // An unknown ledger: read enough of it to know where things stand. Alerts that stand in the store stay, nothing is told twice.
    private void WarmUp()
    {
        warmUpTo = ledger.LastRow;
        var first = ledger.FirstRowReceivedSince(clocks.World.GetUtcNow() - options.WarmUp);
        MoveTo(Math.Max(0, first - 1));
        RuleMetrics.WarmUps.Add(1);
        if (warmUpTo == 0)
        {
            // From here on the ledger is known: a death before the first judgement is written leaves nothing unjudged.
            Write();
            return;
        }

        log.LogWarning("The rules do not know this ledger: they warm up on rows {First} to {Last}", first, warmUpTo);
    }

    private void Listen()
    {
        if (words is null)
        {
            return;
        }

        var last = said.Count > 0 ? said.Last().Number : heard;
        foreach (var word in words.After(last))
        {
            said.Enqueue(word);
        }

        while (words.TakeUnstored() is { } word)
        {
            judge.Hear(word);
        }
    }

    // In the order in which things happened: what is judged again after a kill is judged in the same one.
    private void HearWhatWasSaidBefore(long ms)
    {
        while (said.TryPeek(out var word) && word.Word.At.ToUnixTimeMilliseconds() <= ms)
        {
            said.Dequeue();
            judge.Hear(word.Word);
            heard = word.Number;
            judge.Unsaved.Hear(heard);
        }
    }

    private void Judge(LedgerRow row)
    {
        MoveTo(row.Row);
        if (judgedFromMemory.Contains(row))
        {
            return;
        }

        if (!reader.TryRead(row))
        {
            RuleMetrics.Undecodable.Add(1);
            log.LogError("Row {Row} of the ledger is no pack: it is not judged", row.Row);
            return;
        }

        if (row.TimeMs < 0 || row.TimeMs + reader.Pack.SpanMs > LastMs)
        {
            RuleMetrics.Undecodable.Add(1);
            log.LogError("Row {Row} of the ledger is at no time of the calendar: it is not judged", row.Row);
            return;
        }

        derived?.AddTo(row, reader.Pack, judge.Unsaved);
        judge.Judge(row, reader.Pack, JudgedAt(row));
    }

    private DateTimeOffset JudgedAt(LedgerRow row)
    {
        // What rose and fell while the rows of an unknown ledger came in was told then: they move states, and what still stands
        // at their end is raised by the next tick.
        if (row.Row <= warmUpTo)
        {
            return DateTimeOffset.MaxValue;
        }

        var now = clocks.World.GetUtcNow();
        var arrival = DateTimeOffset.FromUnixTimeMilliseconds(row.ReceivedMs);
        return now - arrival > options.ArrivalAge ? now : arrival;
    }

    private void MoveTo(long row)
    {
        cursor = new Cursor(ledger.Epoch, row);
        judge.Unsaved.Cursor = cursor;
        Interlocked.Exchange(ref cursorRow, row);
    }

    private void Save()
    {
        if (judge.Unsaved.IsUrgent || clocks.Machine.GetElapsedTime(savedAt) >= saveAfter)
        {
            Write();
        }
    }

    private void Write()
    {
        savedAt = clocks.Machine.GetTimestamp();
        if (!loaded || judge.Unsaved.IsEmpty)
        {
            return;
        }

        CrashPoint.Here("rules-before-commit");
        var touches = judge.Unsaved.TouchesAlerts;
        saveAfter = RulesOptions.WriteAgain;
        if (store.TryWrite("what the rules decided", judge.Unsaved.WriteTo))
        {
            saveAfter = options.SaveEveryOnMachine(clocks.Speed);
            CrashPoint.Here("rules-committed");
            judge.Saved();
            dispatcher.Wake();
            if (touches)
            {
                desk.Tell();
            }

            GiveAllToFreshStore();
            return;
        }

        foreach (var message in judge.Unsaved.TakeUnsent())
        {
            dispatcher.SendUnstored(message);
        }
    }

    private void GiveAllToFreshStore()
    {
        if (generation == store.Generation)
        {
            return;
        }

        generation = store.Generation;
        judge.SaveAll(cursor);
        // Words are numbered anew there.
        HearWhatWasSaidBefore(long.MaxValue);
        heard = 0;
        judge.Unsaved.Hear(heard);
        derived?.KeepAll(judge.Unsaved);
        Write();
    }

    private FollowedRows TryFollow()
    {
        try
        {
            return FollowOnce();
        }
        catch (Exception e)
        {
            log.LogError(e, "A turn of the rules failed");
            return FollowedRows.Failed;
        }
    }

    // A farm that runs fast is looked at more often, but not so often that nothing else is done.
    private TimeSpan TickOnMachine =>
        TimeSpan.FromMilliseconds(Math.Max(options.Tick.TotalMilliseconds / clocks.Speed, FastestTickMs));

    private async Task WaitForRowOrTickAsync(CancellationToken stop)
    {
        nextRow ??= ledger.WaitForRowAfterAsync(Interlocked.Read(ref cursorRow), stop);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var first = await Task.WhenAny(nextRow, Task.Delay(TickOnMachine, clocks.Machine, enough.Token));
        await enough.CancelAsync();
        stop.ThrowIfCancellationRequested();
        if (first == nextRow)
        {
            nextRow = null;
            await first;
        }
    }
}

internal enum FollowedRows
{
    CaughtUp,
    MoreWait,
    Failed,
}

/// <summary>World: what is measured and judged. Machine: pauses, files, requests. A demo may let the first run faster.</summary>
/// <param name="Speed">How many times as fast the world runs as the machine.</param>
internal sealed record ServerClocks(TimeProvider World, TimeProvider Machine, double Speed = 1);
