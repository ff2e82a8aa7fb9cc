namespace Vigia.Server.Rules;

/// <summary>How late a reading may come and still raise: an interval and <paramref name="Allowance"/>, at least <paramref name="Least"/>.</summary>
internal sealed record Lateness(TimeSpan Least, TimeSpan Allowance)
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Of a farm: 20 s until a point's interval is known. A world that runs faster than its machine grants the machine's 10 s
    /// in its own time.
    /// </summary>
    /// <param name="timerScale">Factor on timers, less than 1 in tests.</param>
    public static Lateness Of(double speed, double timerScale = 1)
    {
        var allowance = TenSeconds * timerScale;
        var machine = speed > 1 ? TenSeconds * speed : TimeSpan.Zero;
        return new Lateness(TimeSpan.FromTicks(Math.Max((2 * allowance).Ticks, machine.Ticks)), allowance);
    }

    public TimeSpan Of(TimeSpan interval) => interval + Allowance > Least ? interval + Allowance : Least;
}
