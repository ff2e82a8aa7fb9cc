using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>Reads a limit: above or below a value, outside of a band, on or off.</summary>
internal static class LimitReader
{
    public static IReadOnlyList<string> Keys { get; } = ["above", "below", "outside", "is", "clear"];

    private static readonly string[] Sides = ["above", "below", "is"];

    public static Limit Read(FarmSection section, bool allowBand)
    {
        string[] sides = allowBand ? ["above", "below", "outside", "is"] : Sides;
        string[] said = [.. sides.Where(section.Has)];
        if (said.Length != 1)
        {
            section.Refuse(
                said.Length == 0 ? "above" : said[1],
                said.Length == 0 ? section.Words.OneOfThese(sides) : section.Words.NotBeside(said[0], sides)
            );
            return Limit.On;
        }

        return said[0] switch
        {
            "is" => section.Word("is", "on", [("on", Limit.On), ("off", Limit.Off)]),
            "outside" => ReadBand(section),
            "above" => ReadSide(section, "above", LimitSide.Above),
            _ => ReadSide(section, "below", LimitSide.Below),
        };
    }

    private static Limit ReadSide(FarmSection section, string key, LimitSide side)
    {
        var raise = section.Number(key);
        var clear = section.Has("clear") ? section.Number("clear") : raise;
        if (side == LimitSide.Above ? clear > raise : clear < raise)
        {
            section.Refuse("clear", section.Words.WrongClear(clear, key, raise));
        }

        return new Limit(side, raise, clear);
    }

    // "clear" of a band: how far inside its edges it is over.
    private static Limit ReadBand(FarmSection section)
    {
        var band = section.Below("outside")!;
        band.AllowOnly(["low", "high"]);
        var (low, high) = (band.Number("low"), band.Number("high"));
        var inside = section.Has("clear") ? section.NumberWithin("clear", 0, Math.Max(0, (high - low) / 2)) : 0;
        if (low >= high)
        {
            band.Refuse("low", section.Words.WrongBand(low, high));
        }

        return Limit.Outside(low, low + inside, high, high - inside);
    }
}
