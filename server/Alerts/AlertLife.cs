namespace Vigia.Server.Alerts;

/// <summary>
/// What may become of an alert by the word of a person. Its state is never set: it follows from what is known of it, so that
/// what is hidden, or slept on, comes back as it was. Pure.
/// </summary>
internal static class AlertLife
{
    public static readonly TimeSpan ShortestSnooze = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestSnooze = TimeSpan.FromHours(24);

    public static bool IsOver(this AlertState state) =>
        state is AlertState.Cleared or AlertState.False or AlertState.Closed;

    /// <summary>The alert as it stands, in the state that follows from what is known of it; one that is over stays over.</summary>
    public static Alert Settled(Alert alert) =>
        alert.State.IsOver()
            ? alert
            : alert with
            {
                State =
                    alert.Parent is not null ? AlertState.Suppressed
                    : alert.SnoozedUntilMs is not null ? AlertState.Snoozed
                    : alert.AcknowledgedBy is not null ? AlertState.Acknowledged
                    : AlertState.Raised,
            };

    /// <summary>Seen by a person: who slept on it is awake again.</summary>
    public static (Alert, DeskAnswer) Acknowledge(Alert alert, string who) =>
        alert.State.IsOver() ? (alert, DeskAnswer.AlreadyOver)
        : alert is { AcknowledgedBy: not null, SnoozedUntilMs: null } ? (alert, DeskAnswer.AlreadyAcknowledged)
        : (
            Settled(alert with { AcknowledgedBy = alert.AcknowledgedBy ?? who, SnoozedUntilMs = null }),
            DeskAnswer.Done
        );

    /// <summary>Quiet until then, or until it is worse.</summary>
    public static (Alert, DeskAnswer) Snooze(Alert alert, DateTimeOffset until, DateTimeOffset now, bool isFire) =>
        alert.State.IsOver() ? (alert, DeskAnswer.AlreadyOver)
        : isFire ? (alert, DeskAnswer.FireIsNotSnoozed)
        : until - now < ShortestSnooze || until - now > LongestSnooze ? (alert, DeskAnswer.BadSpan)
        : (Settled(alert with { SnoozedUntilMs = until.ToUnixTimeMilliseconds() }), DeskAnswer.Done);

    /// <summary>The time is up, or it is worse: it wants to be seen again.</summary>
    public static Alert Wake(Alert alert) => Settled(alert with { SnoozedUntilMs = null, AcknowledgedBy = null });

    /// <summary>One that is over stands again. Whoever saw it before saw another beginning.</summary>
    public static Alert Reopen(Alert alert) =>
        Wake(alert with { State = AlertState.Raised, Parent = null, CalmSinceMs = null });

    /// <param name="end"><see cref="AlertState.False"/> or <see cref="AlertState.Closed"/>.</param>
    public static (Alert, DeskAnswer) End(Alert alert, AlertState end) =>
        alert.State.IsOver() ? (alert, DeskAnswer.AlreadyOver) : (alert with { State = end }, DeskAnswer.Done);
}
