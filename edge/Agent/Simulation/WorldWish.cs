using System.Globalization;
using Vigia.Edge.Clock;

namespace Vigia.Edge.Simulation;

/// <summary>
/// What a world file says of the simulated farm, one <c>key=value</c> a line: <c>heat=45</c> °C instead of the day's,
/// <c>fault=none|unplugged|stuck|noise</c> of every bus.
/// </summary>
internal sealed record WorldWish(double? Heat, BusTrouble Trouble)
{
    public static readonly WorldWish OrdinaryDay = new(null, BusTrouble.None);

    // What an SHT3x can say.
    private const double Coldest = -45;
    private const double Hottest = 130;

    /// <summary>False with the line that is none of the above.</summary>
    public static bool TryParse(string text, out WorldWish wish, out string badLine)
    {
        wish = OrdinaryDay;
        return WishLines.TryRead(text, ref wish, (so, words) => so.With(words), out badLine);
    }

    private WorldWish? With(string[] words) =>
        words switch
        {
            ["heat", var s] when TryCelsius(s, out var heat) => this with { Heat = heat },
            ["fault", "none"] => this with { Trouble = BusTrouble.None },
            ["fault", "unplugged"] => this with { Trouble = BusTrouble.Unplugged },
            ["fault", "stuck"] => this with { Trouble = BusTrouble.Stuck },
            ["fault", "noise"] => this with { Trouble = BusTrouble.Noise },
            _ => null,
        };

    private static bool TryCelsius(string text, out double celsius) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out celsius)
        && celsius is >= Coldest and <= Hottest;
}
