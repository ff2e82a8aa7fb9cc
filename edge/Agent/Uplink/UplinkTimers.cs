namespace Vigia.Edge.Uplink;

/// <summary>Every timer of the uplink. Tests scale them by one factor.</summary>
internal sealed record UplinkTimers
{
    private static readonly TimeSpan ShortestKeepAlive = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestTurn = TimeSpan.FromMilliseconds(20);

    /// <summary>Longest pause between two looks at what is due.</summary>
    public TimeSpan Turn { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>A link that says nothing for one and a half of it, though something is owed, is taken for dead.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);
    public TimeSpan BackoffFirst { get; init; } = TimeSpan.FromSeconds(1);
    public TimeSpan BackoffMost { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After a takeover or a busy server: two machines with one identity must not push each other out all the time.</summary>
    public TimeSpan CrowdedFirst { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection that lasted so long was a good one.</summary>
    public TimeSpan Steady { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Health { get; init; } = TimeSpan.FromMinutes(1);
    public TimeSpan TimeAsk { get; init; } = TimeSpan.FromMinutes(10);
    public TimeSpan TimeAnswer { get; init; } = TimeSpan.FromSeconds(10);
    public TimeSpan AlarmRepeat { get; init; } = TimeSpan.FromSeconds(5);
    public TimeSpan CommandLife { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Within it a stopping agent has written its packs to the card and said good-bye.</summary>
    public TimeSpan Shutdown { get; init; } = TimeSpan.FromSeconds(4);

    public UplinkTimers Scaled(double factor) =>
        this with
        {
            Turn = AtLeast(ShortestTurn, Turn * factor),
            KeepAlive = AtLeast(ShortestKeepAlive, KeepAlive * factor),
            Connect = AtLeast(ShortestKeepAlive, Connect * factor),
            BackoffFirst = BackoffFirst * factor,
            BackoffMost = BackoffMost * factor,
            CrowdedFirst = CrowdedFirst * factor,
            Steady = Steady * factor,
            Health = Health * factor,
            TimeAsk = TimeAsk * factor,
            TimeAnswer = TimeAnswer * factor,
            AlarmRepeat = AlarmRepeat * factor,
            CommandLife = CommandLife * factor,
        };

    private static TimeSpan AtLeast(TimeSpan least, TimeSpan span) => span < least ? least : span;
}
