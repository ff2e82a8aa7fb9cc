namespace Vigia.Server.Sms.Outbox;

/// <summary>From what was heard of a message to what it is next. Pure.</summary>
internal static class SmsLife
{
    /// <summary>A hand-over was answered.</summary>
    public static SmsRow After(SmsRow row, HandOver answer, long nowMs, int ways, CourierOptions options)
    {
        var tried = row with { TroubledMs = row.TroubledMs == 0 ? nowMs : row.TroubledMs, Words = answer.Words };
        return answer.State switch
        {
            HandOverState.Taken => tried with { State = SmsState.Submitted, Reference = answer.Reference },
            HandOverState.Refused when row.Way + 1 < ways => NextWay(tried, nowMs),
            HandOverState.Refused => tried with { State = SmsState.Failed },
            _ => TryAgain(tried, nowMs, ways, options),
        };
    }

    /// <summary>A gateway told how far it is.</summary>
    public static SmsRow After(SmsRow row, SmsReport report, long nowMs, int ways, CourierOptions options) =>
        report.Progress switch
        {
            SmsProgress.Sent => row with { State = SmsState.Sent, Reference = report.Reference ?? row.Reference },
            SmsProgress.Delivered => row with { State = SmsState.Delivered },
            SmsProgress.Undelivered => row with { State = SmsState.Undelivered, Words = report.Words },
            SmsProgress.Failed => TryAgain(row with { Words = report.Words }, nowMs, ways, options),
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

    public static bool IsExpired(SmsRow row, long nowMs) => row.State == SmsState.Queued && nowMs >= row.NotAfterMs;

    // A pause that doubles; once the first way had its time, ways take turns.
    private static SmsRow TryAgain(SmsRow row, long nowMs, int ways, CourierOptions options)
    {
        var changes = ways > 1 && nowMs - row.TroubledMs >= options.FailOver.TotalMilliseconds;
        var doublings = Math.Min(row.Attempt, 8);
        var pause = Math.Min(
            options.FirstPause.TotalMilliseconds * (1 << doublings),
            options.LongestPause.TotalMilliseconds
        );
        return row with
        {
            State = SmsState.Queued,
            Way = changes ? (row.Way + 1) % ways : row.Way,
            Attempt = row.Attempt + 1,
            Reference = null,
            NextMs = nowMs + (changes ? 0 : (long)pause),
            TroubledMs = changes ? nowMs : row.TroubledMs,
        };
    }
}
