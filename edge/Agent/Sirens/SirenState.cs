namespace Vigia.Edge.Sirens;

/// <summary>
/// When the siren sounds: by the server's order, or by the node's own alarm; either is enough. Pure: times are milliseconds of uptime.
/// A spell lasts until it has been silent for <see cref="SirenBound.Rest"/>, and within one it sounds no longer than
/// <see cref="SirenBound.Longest"/>, whoever asks and however often: a relay that is forgotten burns out, and people stop to listen.
/// </summary>
/// <param name="OrderUntilMs">What the server ordered ends then.</param>
/// <param name="IsPulsed">The order is for a second on, a second off.</param>
/// <param name="OrderSinceMs">When it was given: where the pulses begin.</param>
/// <param name="UsedMs">So long it sounded in this spell.</param>
/// <param name="SilentSinceMs">Null while it sounds.</param>
/// <param name="AtMs">The last look.</param>
/// <param name="IsOn">What the line was told at the last look.</param>
internal readonly record struct SirenState(
    long OrderUntilMs,
    bool IsPulsed,
    long OrderSinceMs,
    long UsedMs,
    long? SilentSinceMs,
    long AtMs,
    bool IsOn
)
{
    private const long PulseMs = 1000;

    public static SirenState Begin(long nowMs) => new(nowMs, false, nowMs, 0, nowMs, nowMs, false);

    /// <summary>The order of the server replaces the one before.</summary>
    public SirenState Ordered(long nowMs, TimeSpan span, bool pulsed) =>
        this with
        {
            OrderUntilMs = nowMs + (long)span.TotalMilliseconds,
            IsPulsed = pulsed,
            OrderSinceMs = nowMs,
        };

    /// <summary>It has sounded as long as it may, and rests.</summary>
    public bool IsResting(SirenBound bound) => UsedMs >= bound.LongestMs;

    /// <summary>Time has passed.</summary>
    /// <param name="isLocal">The node's own alarm wants it.</param>
    public SirenState Pass(long nowMs, bool isLocal, SirenBound bound)
    {
        // Uptime does not go back; if it did, nothing would have passed.
        var gone = Math.Max(0, nowMs - AtMs);
        var used = UsedMs + (IsOn ? gone : 0);
        if (SilentSinceMs is { } since && nowMs - since >= bound.RestMs)
        {
            used = 0;
        }

        var isOn = (isLocal || IsOrdered(nowMs)) && used < bound.LongestMs;
        return this with
        {
            UsedMs = used,
            SilentSinceMs = isOn ? null : SilentSinceMs ?? nowMs,
            AtMs = nowMs,
            IsOn = isOn,
        };
    }

    private bool IsOrdered(long nowMs) =>
        nowMs < OrderUntilMs && (!IsPulsed || (nowMs - OrderSinceMs) / PulseMs % 2 == 0);
}

/// <param name="Longest">Of one spell; it is looked at every <see cref="Siren.Look"/>, by which it may be passed.</param>
/// <param name="Rest">After so long of silence a new spell begins.</param>
internal readonly record struct SirenBound(TimeSpan Longest, TimeSpan Rest)
{
    public static readonly TimeSpan OrdinaryRest = TimeSpan.FromMinutes(5);

    public long LongestMs => (long)Longest.TotalMilliseconds;

    public long RestMs => (long)Rest.TotalMilliseconds;

    public SirenBound Scaled(double factor) => new(Longest * factor, Rest * factor);
}
