namespace Vigia.Server.Sms.Health;

/// <summary>Whether texts reach phones at all, by every way together.</summary>
/// <param name="Since">Machine time from which on it is so.</param>
internal sealed record SmsPathHealth(SmsPathState State, DateTimeOffset Since, IReadOnlyList<WayHealth> Ways)
{
    public static SmsPathHealth Unknown(DateTimeOffset now) => new(SmsPathState.NotSet, now, []);
}

internal enum SmsPathState
{
    /// <summary>No way leads to phones: texts are only written down.</summary>
    NotSet,
    Works,

    /// <summary>The first way does not; a further one does.</summary>
    OnSecond,

    /// <summary>No way works: people have to be told otherwise.</summary>
    Down,
}

/// <summary>One way, as it was at its last look.</summary>
/// <param name="Trouble">Why it is not counted on.</param>
/// <param name="Since">Of its trouble, or of its soundness.</param>
/// <param name="LastSent">When its network last took a text of ours.</param>
internal sealed record WayHealth(
    string Name,
    WayTrouble Trouble,
    DateTimeOffset Since,
    GatewayHealth Gateway,
    DateTimeOffset? LastSent
);

internal enum WayTrouble
{
    None,

    /// <summary>The gateway takes nothing: its daemon, its spool or its address is away.</summary>
    Away,

    /// <summary>Texts lie at the gateway and do not leave.</summary>
    Stuck,

    /// <summary>The modem has no network.</summary>
    NoNetwork,

    /// <summary>Nothing has shown for long that the daemon lives.</summary>
    Silent,

    /// <summary>What was handed to it was not sent, and nothing since was.</summary>
    NotSending,
}
