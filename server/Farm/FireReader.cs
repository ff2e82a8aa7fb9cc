using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>Reads a rule of fire: what its chips may say, and how much of it makes how sure a fire.</summary>
internal static class FireReader
{
    /// <summary>Beside those of every rule.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["fire", "scale"];

    /// <summary>Largest weight of one evidence.</summary>
    public const int MostWeight = 20;

    private const int MostScore = 100;

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly string[] ScaleKeys =
    [
        "suspected",
        "probable",
        "confirmed",
        "neighbour",
        "lost",
        "holds",
        "ends",
        "settles",
        "wears_out",
        "roof_margin",
    ];

    public static FireRule Read(FarmSection section, string name) =>
        new(name, [.. section.List("fire", ClauseReader.MaxConditions).Select(ReadSign)])
        {
            Scale = section.Below("scale") is { } scale ? ReadScale(scale) : FireScale.Default,
        };

    private static FireSign ReadSign(FarmSection section)
    {
        var chip = section.Identifier("transducer", required: true) ?? "";
        var kind = section.Word(
            "evidence",
            EvidenceKinds.All[0].Name,
            [.. EvidenceKinds.All.Select(known => (known.Name, known.Kind))]
        );
        var weight = section.Count("weight", EvidenceKinds.All[(int)kind].Weight, MostWeight);
        return new FireSign(
            chip,
            kind,
            weight,
            ConditionReader.Read(section, ["transducer", "evidence", "weight", "name"], isOneOfSeveral: true)
        );
    }

    private static FireScale ReadScale(FarmSection scale)
    {
        scale.AllowOnly(ScaleKeys);
        var usual = FireScale.Default;
        var suspected = scale.Count("suspected", usual.Suspected, MostScore);
        var probable = scale.Count("probable", Math.Max(usual.Probable, suspected), MostScore, suspected);
        return new FireScale(
            suspected,
            probable,
            scale.Count("confirmed", Math.Max(usual.Confirmed, probable), MostScore, probable),
            scale.Count("neighbour", usual.Neighbour, MostWeight),
            scale.Count("lost", usual.Lost, MostWeight),
            scale.Duration("holds", usual.Holds, Longest, Shortest),
            scale.Duration("ends", usual.Ends, Longest, Shortest),
            scale.Duration("settles", usual.Settles, Longest, Shortest),
            scale.Duration("wears_out", usual.WearsOut, Longest, Shortest),
            scale.Has("roof_margin") ? scale.Number("roof_margin") : usual.RoofMargin
        );
    }
}
