using System.Globalization;
using Vigia.Wire;

namespace Vigia.Edge.Clock;

/// <summary>
/// What a control file says a simulated board's clock shall show, one <c>key=value</c> a line: <c>offset=-3600.5</c> seconds
/// from the true time of day, <c>quality=none|rtc|ntp</c>, <c>boot=c01d</c> another kernel boot, <c>up=+60</c> seconds from the true uptime.
/// </summary>
internal sealed record ClockWish(long OffsetMs, ClockQuality Quality, uint? KernelBoot, long UpOffsetMs)
{
    public static readonly ClockWish Truth = new(0, ClockQuality.Ntp, null, 0);

    /// <summary>False with the line that is none of the above.</summary>
    public static bool TryParse(string text, out ClockWish wish, out string badLine)
    {
        wish = Truth;
        return WishLines.TryRead(text, ref wish, (so, words) => so.With(words), out badLine);
    }

    private ClockWish? With(string[] words) =>
        words switch
        {
            ["offset", var s] when TryMs(s, out var ms) => this with { OffsetMs = ms },
            ["up", var s] when TryMs(s, out var ms) => this with { UpOffsetMs = ms },
            ["quality", "none"] => this with { Quality = ClockQuality.None },
            ["quality", "rtc"] => this with { Quality = ClockQuality.Rtc },
            ["quality", "ntp"] => this with { Quality = ClockQuality.Ntp },
            ["boot", var s] when uint.TryParse(s, NumberStyles.AllowHexSpecifier, null, out var boot) && boot != 0 =>
                this with
                {
                    KernelBoot = boot,
                },
            _ => null,
        };

    // A century either way is more than any test wants and less than overflows.
    private static bool TryMs(string text, out long ms)
    {
        const double Century = 3.2e9;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds);
        var fits = isNumber && Math.Abs(seconds) <= Century;
        ms = fits ? (long)Math.Round(seconds * 1000) : 0;
        return fits;
    }
}
