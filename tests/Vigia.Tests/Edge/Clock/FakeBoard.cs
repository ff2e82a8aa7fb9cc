using Vigia.Edge.Clock;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Clock;

internal sealed class FakeBoard : IBoardClock
{
    public long UpMs { get; set; } = 10_000;
    public uint KernelBoot { get; set; } = 0xC01D;
    public long TimeOfDayMs { get; set; } = 1_764_000_000_000;
    public ClockQuality Quality { get; set; }

    /// <summary>Both clocks go on.</summary>
    public void Pass(long ms)
    {
        UpMs += ms;
        TimeOfDayMs += ms;
    }
}
