namespace Vigia.Wire;

/// <summary>
/// The time of a simulated farm, which may run faster than the machine's: <paramref name="speed"/> times as fast since
/// <paramref name="origin"/>, an instant both share. At speed 1 it is the machine's own. Server and agent are given the same
/// two numbers. Its timestamps and timers run at its speed too, so that what is measured and judged is so in the farm's time.
/// </summary>
/// <param name="speed">1 to <see cref="Fastest"/>.</param>
public sealed class WorldTime(TimeProvider machine, DateTimeOffset origin, double speed) : TimeProvider
{
    public const double Fastest = 1000;

    // Counted from here: a machine that is up for months has more ticks than a double has places.
    private readonly long begun = machine.GetTimestamp();

    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    public DateTimeOffset Origin => origin;

    public double Speed => speed;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    /// <summary>Ticks of the world: with <see cref="TimestampFrequency"/> they are seconds of the farm.</summary>
    public override long GetTimestamp() => (long)((machine.GetTimestamp() - begun) * speed);

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => origin + ((machine.GetUtcNow() - origin) * speed);

    /// <summary>What a span of the world takes on the machine.</summary>
    public TimeSpan OnMachine(TimeSpan span) => span / speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = machine.CreateTimer(callback, state, Scaled(dueTime), Scaled(period));
        return speed == 1 ? timer : new ScaledTimer(this, timer);
    }

    private TimeSpan Scaled(TimeSpan span)
    {
        if (span == Timeout.InfiniteTimeSpan || span == TimeSpan.Zero)
        {
            return span;
        }

        // Never nought of a millisecond: a timer that is always due would spin.
        var scaled = span / speed;
        return scaled > LongestTimer ? LongestTimer
            : scaled < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1)
            : scaled;
    }

    private sealed class ScaledTimer(WorldTime world, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            timer.Change(world.Scaled(dueTime), world.Scaled(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
