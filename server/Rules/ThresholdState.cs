namespace Vigia.Server.Rules;

/// <summary>All that a threshold rule remembers of one series.</summary>
/// <param name="Since">First reading above, since the last that was not.</param>
/// <param name="Last">Newest reading judged; what is not newer is never judged again.</param>
/// <param name="Alert">Number of the alert that stands.</param>
internal sealed record ThresholdState(
    ThresholdPhase Phase,
    DateTimeOffset Since,
    DateTimeOffset Last,
    double Value,
    long? Alert
)
{
    public static ThresholdState Fresh { get; } = new(ThresholdPhase.Below, default, default, 0, null);

    public ThresholdState Below() => this with { Phase = ThresholdPhase.Below, Since = default, Alert = null };

    public ThresholdState RisenAt(DateTimeOffset time) => this with { Phase = ThresholdPhase.Above, Since = time };

    public ThresholdState Raised() => this with { Phase = ThresholdPhase.Raised };
}

internal enum ThresholdPhase
{
    Below,

    /// <summary>Above the limit, but not long enough, or not seen in time to raise.</summary>
    Above,
    Raised,
}
