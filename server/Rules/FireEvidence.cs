using System.Text.Json.Serialization;
using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>
/// What may speak for a fire, and how much by itself. UL 521: heat detectors act on a rise of 8.3 °C (15 °F) a minute; EN 54-5:
/// on 54 to 65 °C indoors. The weights are ours: any two witnesses of a different kind are a probable fire.
/// </summary>
internal enum EvidenceKind
{
    RateOfRise,

    /// <summary>It warms faster than any sun does, but slower than <see cref="RateOfRise"/>.</summary>
    PreAlarm,
    FixedTemperature,

    /// <summary>As hot as no room gets by itself.</summary>
    FixedIndoors,
    HotSpot,
    Flame,
    Smoke,
    CarbonMonoxide,
    Dust,

    /// <summary>The air's humidity falls as it does before a front.</summary>
    DryAir,
}

internal static class EvidenceKinds
{
    public const string Heat = "heat";
    public const string Smoke = "smoke";
    public const string Flame = "flame";
    public const string DryAir = "dry-air";

    /// <summary>Kinds as a farm file names them, each with its word for the texts and its own weight.</summary>
    public static IReadOnlyList<(string Name, EvidenceKind Kind, string Seen, int Weight)> All { get; } =
    [
        ("rate-of-rise", EvidenceKind.RateOfRise, Heat, 2),
        ("pre-alarm", EvidenceKind.PreAlarm, Heat, 1),
        ("fixed", EvidenceKind.FixedTemperature, Heat, 3),
        ("fixed-indoors", EvidenceKind.FixedIndoors, Heat, 3),
        ("hot-spot", EvidenceKind.HotSpot, Heat, 2),
        ("flame", EvidenceKind.Flame, Flame, 2),
        ("smoke", EvidenceKind.Smoke, Smoke, 3),
        ("co", EvidenceKind.CarbonMonoxide, Smoke, 3),
        ("dust", EvidenceKind.Dust, Smoke, 1),
        ("dry-air", EvidenceKind.DryAir, DryAir, 1),
    ];

    public static string NameOf(EvidenceKind kind) => All[(int)kind].Name;

    /// <summary>Hot air is dry air: of these two the sun may make either.</summary>
    public static bool IsHeat(string seen) => seen is Heat or DryAir;

    public static string SeenOf(EvidenceKind kind) => All[(int)kind].Seen;
}

/// <summary>What one chip may say of a fire.</summary>
/// <param name="Transducer">The chip, by its address on the bus: whatever points it has, it counts once.</param>
internal sealed record FireSign(string Transducer, EvidenceKind Kind, int Weight, Condition Condition)
{
    /// <summary>Word for the texts: <c>heat</c>, <c>smoke</c>, <c>flame</c>.</summary>
    public string Seen => EvidenceKinds.SeenOf(Kind);

    /// <summary>Name of what it says, of this node.</summary>
    /// <param name="isGood">False: by readings of doubtful quality.</param>
    public string NameAt(string node, bool isGood) =>
        $"{node}/{Transducer}/{EvidenceKinds.NameOf(Kind)}{(isGood ? "" : FireStages.Doubt)}";
}

/// <summary>What one transducer said of a fire, in one way.</summary>
/// <param name="Seen">Word of the evidence: <c>heat</c>, <c>smoke</c>, <c>flame</c>.</param>
/// <param name="Point">Of a person's word: who said it.</param>
/// <param name="Last">The newest reading that shows it.</param>
internal sealed record Evidence(
    string Seen,
    string Point,
    double Value,
    double Limit,
    string Unit,
    DateTimeOffset First,
    DateTimeOffset Last,
    int Weight = 0
)
{
    /// <summary>As an alert tells it.</summary>
    [JsonIgnore]
    public SeenEvidence Told =>
        Seen == FireStages.Person
            ? SeenEvidence.By(Point, First.ToUnixTimeMilliseconds())
            : new SeenEvidence(Seen, Value, Unit, Last.ToUnixTimeMilliseconds());
}

/// <summary>One run of a node.</summary>
/// <param name="First">Its first reading; what is older is of a run before it.</param>
/// <param name="Since">When a run was seen to follow another: a reset; default: none was.</param>
internal sealed record NodeRun(ulong Boot, DateTimeOffset First, DateTimeOffset Since);
