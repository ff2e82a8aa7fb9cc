namespace Vigia.Wire;

/// <summary>What stands behind a time: <c>clk</c> on the wire. A higher number is to be believed more.</summary>
public enum ClockQuality
{
    /// <summary>Nothing: the time is a guess.</summary>
    None = 0,

    /// <summary>A battery-backed clock on the board.</summary>
    Rtc = 1,

    /// <summary>Learned from Vigía's server by <c>time/ask</c>.</summary>
    Server = 2,

    /// <summary>Disciplined by NTP.</summary>
    Ntp = 3,
}
