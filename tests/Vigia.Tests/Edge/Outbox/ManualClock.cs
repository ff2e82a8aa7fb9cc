using Vigia.Edge.Clock;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Outbox;

/// <summary>A node's clock that stands still until told to go on.</summary>
internal sealed class ManualClock : INodeClock
{
    private const long GuessMs = 1_700_000_000_000;

    private long offsetMs = GuessMs;
    private ClockQuality quality;

    public long UpMs { get; set; } = 100_000;

    public uint KernelBoot { get; set; } = 0xc01d;

    public List<(long ServerMs, long UpMs, ClockQuality Quality)> Learned { get; } = [];

    public (long TimeMs, ClockQuality Quality) Now() => At(UpMs);

    public (long TimeMs, ClockQuality Quality) At(long upMs) => (offsetMs + upMs, quality);

    public void Learn(long serverMs, long upMs, ClockQuality serverQuality)
    {
        Learned.Add((serverMs, upMs, serverQuality));
        (offsetMs, quality) = (serverMs - upMs, serverQuality);
    }

    public void Pass(TimeSpan span) => UpMs += (long)span.TotalMilliseconds;
}
