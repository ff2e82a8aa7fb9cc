namespace Vigia.Server.Sms.Outbox;

/// <summary>From what was heard of a message to what it is next. Pure.</summary>
internal static class SmsLife
{
    private const long StrayMs = 3_600_000;

    /// <summary>As long as a fire lasts in the words of its first text.</summary>
    private const long RenewedForMs = 1_800_000;

    /// <summary>So long after it was written, what it tells is told no more, whatever stands.</summary>
    private const long MostRenewedMs = 86_400_000;

    /// <summary>A hand-over was answered.</summary>
    public static SmsRow After(SmsRow row, HandOver answer, long nowMs, int ways, CourierOptions options)
    {
        var tried = row with { TroubledMs = row.TroubledMs ?? nowMs, Words = answer.Words };
        return answer.State switch
        {
            HandOverState.Taken => tried with
            {
                State = SmsState.Submitted,
                Reference = answer.Reference,
                HandedMs = row.HandedMs ?? nowMs,
            },
            HandOverState.Refused when row.Way + 1 < ways => NextWay(tried, nowMs),
            HandOverState.Refused => tried with { State = SmsState.Failed },
            _ => TryAgain(tried, nowMs, ways, options, Waited(tried, nowMs, options)),
        };
    }

    /// <summary>A gateway told how far it is.</summary>
    public static SmsRow After(SmsRow row, SmsReport report, long nowMs, int ways, CourierOptions options) =>
        report.Progress switch
        {
            SmsProgress.Sent => row with
            {
                State = SmsState.Sent,
                Reference = report.Reference ?? row.Reference,
                SentMs = row.SentMs ?? nowMs,
            },
            SmsProgress.Delivered => row with
            {
                State = SmsState.Delivered,
                SentMs = row.SentMs ?? nowMs,
                DeliveredMs = nowMs,
            },
            SmsProgress.Undelivered => row with { State = SmsState.Undelivered, Words = report.Words },
            SmsProgress.Failed when row.UnwantedMs is not null => row with { State = SmsState.Cancelled },
            SmsProgress.Failed => TryAgain(
                row with
                {
                    Words = report.Words,
                    Attempt = row.Attempt + 1,
                },
                nowMs,
                ways,
                options,
                Doubled(row, options)
            ),
            _ => row,
        };

    /// <summary>Whether the network should have had it by now, and there is another way.</summary>
    public static bool IsOverdue(SmsRow row, long nowMs, int ways, CourierOptions options) =>
        row.State == SmsState.Submitted
        && row.Way + 1 < ways
        && nowMs - row.TroubledMs >= options.FailOver.TotalMilliseconds;

    /// <summary>To the next gateway at once, as an attempt of its own.</summary>
    public static SmsRow NextWay(SmsRow row, long nowMs) =>
        row with
        {
            State = SmsState.Queued,
            Way = row.Way + 1,
            Attempt = row.Attempt + 1,
            Reference = null,
            NextMs = nowMs,
            TroubledMs = nowMs,
        };

    /// <summary>Nobody wants it any more, and the network has not had it.</summary>
    public static bool IsExpired(SmsRow row, long nowMs) =>
        row.State is SmsState.Queued or SmsState.Submitted && nowMs >= row.NotAfterMs;

    /// <summary>
    /// Whether somebody has to hear of it though its time is over: it calls people about an alert of which no end was told. A day of
    /// no network ends that too.
    /// </summary>
    public static bool StillStands(SmsRow row, long nowMs) =>
        row is { Alert: not null, UnwantedMs: null, Priority: >= SmsPriority.Escalation }
        && nowMs - row.CreatedMs < MostRenewedMs;

    /// <summary>From the beginning, with another half hour. What a gateway had is another attempt.</summary>
    public static SmsRow Renewed(SmsRow row, long nowMs) =>
        row with
        {
            State = SmsState.Queued,
            Attempt = row.State == SmsState.Submitted ? row.Attempt + 1 : row.Attempt,
            Reference = null,
            NextMs = nowMs,
            TroubledMs = null,
            NotAfterMs = nowMs + RenewedForMs,
        };

    /// <summary>What it told is over, and its gateway has not sent it.</summary>
    public static bool IsUnwanted(SmsRow row) => row.State == SmsState.Submitted && row.UnwantedMs is not null;

    /// <summary>Whatever its gateway may still do, it is followed no longer.</summary>
    public static bool IsLost(SmsRow row, long nowMs) => nowMs >= row.NotAfterMs + StrayMs;

    // Once a way had its time, ways take turns. Only a failure that was told, or another way, makes another attempt: what a
    // gateway may have taken without our hearing of it keeps its handle.
    private static SmsRow TryAgain(SmsRow row, long nowMs, int ways, CourierOptions options, TimeSpan pause)
    {
        var next = row with { State = SmsState.Queued, Reference = null };
        var isItsTimeOver = nowMs - row.TroubledMs >= options.FailOver.TotalMilliseconds;
        return ways > 1 && isItsTimeOver
            ? next with
            {
                Way = (row.Way + 1) % ways,
                Attempt = row.Attempt + 1,
                NextMs = nowMs,
                TroubledMs = nowMs,
            }
            : next with
            {
                NextMs = Math.Min(
                    nowMs + (long)pause.TotalMilliseconds,
                    ways > 1 ? LeavesMs(row, options) : long.MaxValue
                ),
            };
    }

    private static long LeavesMs(SmsRow row, CourierOptions options) =>
        row.TroubledMs is { } since ? since + (long)options.FailOver.TotalMilliseconds : long.MaxValue;

    private static TimeSpan Doubled(SmsRow row, CourierOptions options) =>
        Within(options.FirstPause * (1 << Math.Min(row.Attempt, 8)), options);

    // As long again as it has waited already.
    private static TimeSpan Waited(SmsRow row, long nowMs, CourierOptions options) =>
        Within(TimeSpan.FromMilliseconds(nowMs - (row.TroubledMs ?? nowMs)), options);

    private static TimeSpan Within(TimeSpan pause, CourierOptions options) =>
        pause < options.FirstPause ? options.FirstPause
        : pause > options.LongestPause ? options.LongestPause
        : pause;
}
