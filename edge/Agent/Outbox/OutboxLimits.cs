namespace Vigia.Edge.Outbox;

/// <summary>Every bound and every timer of the outbox. Tests scale the timers by one factor; the bounds stay.</summary>
internal sealed record OutboxLimits
{
    /// <summary>Above three quarters of it the card is written at once; at the bound the oldest goes.</summary>
    public long YoungBytes { get; init; } = 16 << 20;

    /// <summary>At the bound the oldest pack without an alarm goes, then the oldest.</summary>
    public long CardBytes { get; init; } = 512L << 20;

    /// <summary>Only packs whose time is known can be too old.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(60);

    /// <summary>Runs of the process whose packs are held; beyond it the oldest run goes.</summary>
    public int MaxBoots { get; init; } = 1024;

    /// <summary>Packs of history that are sent and not yet settled.</summary>
    public int HistoryWindow { get; init; } = 64;

    /// <summary>Most packs of history for each live one; fewer while the server is slow to answer.</summary>
    public int HistoryPerLive { get; init; } = 8;

    /// <summary>Live packs that wait for the pipe; the oldest beyond it is history.</summary>
    public int LiveQueue { get; init; } = 1024;

    /// <summary>Sent packs whose attempts are remembered; the longest sent beyond it is history again.</summary>
    public int MaxTracked { get; init; } = 4096;

    /// <summary>After so many sends, while a later pack was settled, a pack is set aside: <c>NoAnswer</c>. More on a line that loses much.</summary>
    public int FewestSends { get; init; } = 5;

    /// <summary>However much the line loses, no pack is sent more often than this.</summary>
    public int MostSends { get; init; } = 40;

    public TimeSpan CardAfter { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan GroupEarly { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan GroupLate { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan EarlyOutage { get; init; } = TimeSpan.FromMinutes(1);
    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromSeconds(60);
    public TimeSpan ResendAtMost { get; init; } = TimeSpan.FromMinutes(10);
    public TimeSpan RunJitter { get; init; } = TimeSpan.FromSeconds(10);
    public TimeSpan TimeHold { get; init; } = TimeSpan.FromSeconds(60);
    public TimeSpan HeartbeatAway { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan AgeCheck { get; init; } = TimeSpan.FromMinutes(1);

    public OutboxLimits Scaled(double factor) =>
        this with
        {
            CardAfter = CardAfter * factor,
            GroupEarly = GroupEarly * factor,
            GroupLate = GroupLate * factor,
            EarlyOutage = EarlyOutage * factor,
            ResendAfter = ResendAfter * factor,
            ResendAtMost = ResendAtMost * factor,
            RunJitter = RunJitter * factor,
            TimeHold = TimeHold * factor,
            HeartbeatAway = HeartbeatAway * factor,
            AgeCheck = AgeCheck * factor,
        };
}
