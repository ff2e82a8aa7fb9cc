using Vigia.Server.Farm;

namespace Vigia.Server.Calls.Replies;

/// <summary>Which zone a person means: by its name, its title in either language or its landmark. Pure.</summary>
internal static class PlaceReader
{
    // Said of every place, and so of none.
    private static readonly HashSet<string> Common =
    [
        "EL",
        "LA",
        "LOS",
        "LAS",
        "DE",
        "DEL",
        "EN",
        "AL",
        "A",
        "Y",
        "THE",
        "AT",
        "OF",
        "BY",
        "ON",
        "IN",
        "UP",
        "PUESTO",
        "POST",
        "ZONA",
        "ZONE",
        "JUNTO",
        "PIE",
        "FOOT",
    ];

    /// <summary>The zones that fit best; several where the words do not tell them apart.</summary>
    /// <param name="words">As <see cref="Reply.Rest"/>.</param>
    public static IReadOnlyList<ZonePlan> Find(IReadOnlyList<ZonePlan> zones, string words)
    {
        var said = Meaning(words);
        if (said.Count == 0)
        {
            return [];
        }

        var ranked = zones.Select(zone => (Zone: zone, Score: ScoreOf(zone, said))).ToList();
        var best = ranked.Select(one => one.Score).DefaultIfEmpty().Max();
        return best == 0 ? [] : [.. ranked.Where(one => one.Score == best).Select(one => one.Zone)];
    }

    // How many of the words said are of this zone.
    private static int ScoreOf(ZonePlan zone, IReadOnlyList<string> said)
    {
        string[] own =
        [
            .. Meaning(ReplyReader.Bare(zone.Name)),
            .. Meaning(ReplyReader.Bare(zone.Title.Spanish)),
            .. Meaning(ReplyReader.Bare(zone.Title.English)),
            .. Meaning(ReplyReader.Bare(zone.Landmark?.Spanish ?? "")),
            .. Meaning(ReplyReader.Bare(zone.Landmark?.English ?? "")),
        ];
        return said.Count(word =>
            own.Any(known => known == word || (word.Length > 3 && ReplyReader.IsTypo(word, known)))
        );
    }

    private static List<string> Meaning(string bare) =>
        [.. bare.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Common.Contains(word))];
}
