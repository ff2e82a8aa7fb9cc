using Vigia.Wire;

namespace Vigia.Edge.Clock;

/// <summary>The board's clock where NTP or an RTC stands behind it, else what was learned from the server.</summary>
internal sealed class NodeClock(IBoardClock board) : INodeClock
{
    private sealed record Learned(long OffsetMs, uint KernelBoot, ClockQuality Quality);

    private volatile Learned? learned;

    public long UpMs => board.UpMs;

    public uint KernelBoot => board.KernelBoot;

    public (long TimeMs, ClockQuality Quality) Now() => At(board.UpMs);

    public (long TimeMs, ClockQuality Quality) At(long upMs)
    {
        var quality = board.Quality;
        if (quality == ClockQuality.None && learned is { } known && known.KernelBoot == board.KernelBoot)
        {
            return (known.OffsetMs + upMs, known.Quality);
        }

        return (board.TimeOfDayMs - (board.UpMs - upMs), quality);
    }

    public void Learn(long serverMs, long upMs, ClockQuality serverQuality)
    {
        // The way from the server adds nothing: a node is never surer of the time than its server.
        var quality = serverQuality < ClockQuality.Server ? serverQuality : ClockQuality.Server;
        learned = new Learned(serverMs - upMs, board.KernelBoot, quality);
    }
}
