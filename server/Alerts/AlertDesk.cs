using Microsoft.Data.Sqlite;

namespace Vigia.Server.Alerts;

/// <summary>
/// Where people meet the alerts: what stands, what is over, and their word about it. Each word is one transaction with its step
/// of the trail. Safe for several threads. What cannot be read is an empty list; what cannot be written changes nothing and says so.
/// </summary>
/// <param name="texts">Words of the end that a person gives to an alert; without them nobody is told of it.</param>
internal sealed class AlertDesk(AlertStore store, AlertTexts? texts = null)
{
    /// <summary>Alerts of one answer; further ones are older.</summary>
    public const int Most = 200;

    /// <summary>Letters of a person's name that are kept.</summary>
    public const int MaxName = 64;

    /// <summary>Letters of a note that are kept.</summary>
    public const int MaxNote = 280;

    /// <summary>Notes of one alert; further ones are refused.</summary>
    public const int MaxNotes = 200;

    /// <summary>Something about an alert changed. Raised on the thread that changed it: hand over and return.</summary>
    public event EventHandler? Changed;

    /// <summary>Alerts that stand, newest first.</summary>
    public IReadOnlyList<Alert> Open() => [.. store.Read(AlertTable.Open, []).Reverse().Take(Most)];

    /// <summary>Alerts that are over, the last to end first.</summary>
    public IReadOnlyList<ClearedAlert> Cleared(int most) =>
        store.Read(db => AlertTable.Cleared(db, Math.Clamp(most, 0, Most)), []);

    /// <summary>What happened to one alert, in order.</summary>
    public IReadOnlyList<AlertStep> Trail(long id) => store.Read(db => AlertTable.Trail(db, id), []);

    /// <summary>By its code as people write it, <c>a17</c>; of several the one that stands, else the newest. Null: there is none.</summary>
    public Alert? Find(string code) =>
        AlertCode.Parse(code) is { } number
            ? store.Read(db => AlertTable.FindByCode(db, number), otherwise: null)
            : null;

    /// <summary>What would have been alerts, had the readings come in time, newest first; up to <see cref="Most"/>.</summary>
    /// <param name="place">A zone, or a node without one; null: the whole farm.</param>
    public IReadOnlyList<LateFinding> LateFindings(string? place, DateTimeOffset since) =>
        store.Read(db => LateFindingTable.Since(db, place, since.ToUnixTimeMilliseconds(), Most), []);

    /// <summary>Somebody has seen the alert. It still ends by itself, as any other.</summary>
    public DeskAnswer Acknowledge(long id, By by, DateTimeOffset now) =>
        Say(StepReason.Acknowledged, id, by, now, alert => AlertLife.Acknowledge(alert, Cut(by.Who, MaxName)));

    /// <summary>Nobody wants to hear of it until then. It comes back by itself, or when it is worse.</summary>
    /// <param name="until">A minute to a day from now.</param>
    public DeskAnswer Snooze(long id, DateTimeOffset until, By by, DateTimeOffset now) =>
        Say(
            StepReason.Snoozed,
            id,
            by,
            now,
            alert => AlertLife.Snooze(alert, until, now, texts?.IsFire(alert) == true)
        );

    /// <summary>Something to remember, also of an alert that is over: <c>watered at 15:00</c>.</summary>
    /// <param name="text">Cut at <see cref="MaxNote"/> letters.</param>
    public DeskAnswer Note(long id, string text, By by, DateTimeOffset now)
    {
        var note = Cut(text.ReplaceLineEndings(" ").Trim(), MaxNote);
        return note.Length == 0 ? DeskAnswer.NoText
            : Trail(id).Count(step => step.Reason == StepReason.Note) >= MaxNotes ? DeskAnswer.TooManyNotes
            : Say(StepReason.Note, id, by, now, alert => (alert, DeskAnswer.Done), note);
    }

    /// <summary>It never was. Whoever was told of it is told so.</summary>
    public DeskAnswer DeclareFalse(long id, By by, DateTimeOffset now) =>
        Say(StepReason.DeclaredFalse, id, by, now, alert => AlertLife.End(alert, AlertState.False));

    /// <summary>It is over, whatever is measured. Whoever was told of it is told so.</summary>
    public DeskAnswer Close(long id, By by, DateTimeOffset now) =>
        Say(StepReason.ClosedByHand, id, by, now, alert => AlertLife.End(alert, AlertState.Closed));

    /// <summary>Said by whoever raised or ended an alert.</summary>
    public void Tell() => Changed?.Invoke(this, EventArgs.Empty);

    private DeskAnswer Say(
        StepReason reason,
        long id,
        By by,
        DateTimeOffset now,
        Func<Alert, (Alert After, DeskAnswer Answer)> word,
        string? note = null
    )
    {
        if (string.IsNullOrWhiteSpace(by.Who))
        {
            return DeskAnswer.NoName;
        }

        var answer = DeskAnswer.NoSuchAlert;
        var (said, atMs) = (by with { Who = Cut(by.Who, MaxName) }, now.ToUnixTimeMilliseconds());
        var stored = store.TryWriteWord(db =>
        {
            if (AlertTable.Find(db, id) is { } alert)
            {
                (var after, answer) = word(alert);
                if (answer == DeskAnswer.Done)
                {
                    AlertTable.Say(db, after, reason, atMs, said, note);
                    TellTheEnd(db, alert, after, said.Who, atMs);
                }
            }
        });
        if (!stored)
        {
            return DeskAnswer.NotStored;
        }

        if (answer == DeskAnswer.Done)
        {
            Tell();
        }

        return answer;
    }

    private void TellTheEnd(SqliteConnection db, Alert before, Alert after, string who, long atMs)
    {
        var isEnd = after.State.IsOver() && !before.State.IsOver();
        if (texts is not null && isEnd && after.ToldMs is not null)
        {
            var words = texts.Ended(after, who, atMs);
            MessageTable.Insert(db, Message.About(after, MessageKind.Cleared, words, atMs));
        }
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}

/// <summary>What became of a person's word.</summary>
internal enum DeskAnswer
{
    Done,

    /// <summary>Somebody was first; the trail says who.</summary>
    AlreadyAcknowledged,
    AlreadyOver,
    NoSuchAlert,
    NoName,

    /// <summary>A note without words.</summary>
    NoText,
    TooManyNotes,

    /// <summary>Shorter than a minute or longer than a day.</summary>
    BadSpan,

    /// <summary>Nobody sleeps on a fire.</summary>
    FireIsNotSnoozed,

    /// <summary>The store takes nothing now: to be tried again.</summary>
    NotStored,
}

/// <summary>An alert that is over.</summary>
/// <param name="ClearedMs">Unix milliseconds of the world.</param>
/// <param name="Value">Where it ended, in the alert's unit; null where no value ended it.</param>
internal sealed record ClearedAlert(Alert Alert, long ClearedMs, double? Value);
