using System.Globalization;
using Vigia.Wire;

namespace Vigia.Server.Clock;

/// <summary>
/// The server's time of day and what stands behind it: the machine's, or that of a simulated farm. A control file can shift
/// it, so that a test can step the clock of one server and of nothing else on the machine.
/// </summary>
internal sealed class ServerClock(ClockOptions options) : TimeProvider
{
    private readonly TimeProvider pace = options.World ?? System;
    private DateTime fileSeen;
    private long checkedAt;
    private TimeSpan offset;

    public override DateTimeOffset GetUtcNow() => pace.GetUtcNow() + Offset();

    public override long GetTimestamp() => pace.GetTimestamp();

    public override long TimestampFrequency => pace.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        pace.CreateTimer(callback, state, dueTime, period);

    public long NowMs => GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What the machine itself shows: the same, unless a farm is simulated. It is this that somebody may step.</summary>
    public long MachineMs => (System.GetUtcNow() + Offset()).ToUnixTimeMilliseconds();

    /// <summary>How many seconds of this clock pass in one of the machine's.</summary>
    public double Speed => options.World?.Speed ?? 1;

    /// <summary>Milliseconds of a clock that nobody steps.</summary>
    public static long MonotonicMs => Environment.TickCount64;

    public ClockQuality Quality => options.Quality ?? SystemClock.Quality();

    private TimeSpan Offset()
    {
        if (options.ControlFile is null || Environment.TickCount64 - Volatile.Read(ref checkedAt) < 50)
        {
            return offset;
        }

        Volatile.Write(ref checkedAt, Environment.TickCount64);
        var written = File.GetLastWriteTimeUtc(options.ControlFile);
        if (written != fileSeen)
        {
            fileSeen = written;
            offset = TimeSpan.FromSeconds(ReadOffset(options.ControlFile));
        }

        return offset;
    }

    private static double ReadOffset(string file)
    {
        const string key = "offset=";
        var line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal))
            : null;
        return double.TryParse(line?[key.Length..], CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
    }
}

/// <param name="Quality">What stands behind the clock; null: ask the kernel.</param>
/// <param name="ControlFile">A line <c>offset=SECONDS</c> in it shifts the clock.</param>
/// <param name="World">The time of a simulated farm; null: the machine's.</param>
internal sealed record ClockOptions(ClockQuality? Quality = null, string? ControlFile = null, WorldTime? World = null);
