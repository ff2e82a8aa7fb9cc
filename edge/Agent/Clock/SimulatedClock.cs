using Microsoft.Extensions.Logging;
using Vigia.Wire;

namespace Vigia.Edge.Clock;

/// <summary>
/// The clock of a simulated board: the true one, moved as a control file wishes. Without a file it is a board with NTP.
/// A file that cannot be understood moves nothing.
/// </summary>
internal sealed class SimulatedClock(IBoardClock truth, string? controlFile, ILogger logger) : IBoardClock
{
    private readonly ControlFile? file = controlFile is null ? null : new ControlFile(controlFile);
    private volatile ClockWish wish = ClockWish.Truth;

    public long UpMs => truth.UpMs + Wish.UpOffsetMs;

    public uint KernelBoot => Wish.KernelBoot ?? truth.KernelBoot;

    public long TimeOfDayMs => truth.TimeOfDayMs + Wish.OffsetMs;

    public ClockQuality Quality => Wish.Quality;

    private ClockWish Wish
    {
        get
        {
            if (file is not null && file.TryReadChange(out var text))
            {
                Take(text);
            }

            return wish;
        }
    }

    private void Take(string text)
    {
        if (ClockWish.TryParse(text, out var next, out var badLine))
        {
            wish = next;
            return;
        }

        logger.LogWarning(
            "clock file: '{Line}' is none of offset=, quality=, boot=, up=; the clock stays as it was",
            badLine
        );
    }
}
