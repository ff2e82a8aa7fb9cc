using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vigia.Server.Rules.People;

namespace Vigia.Server.Rules;

/// <summary>All that one rule remembers of one place.</summary>
/// <param name="Alert">Number of the alert that stands, once it has one.</param>
/// <param name="Stage">Of a fire: how sure it is.</param>
/// <param name="Evidence">Of a fire: by <c>node/transducer/kind</c>.</param>
/// <param name="Runs">Of a fire: the runs of its nodes.</param>
internal sealed record PlaceState(
    SeriesTable Series,
    bool Stands,
    long? Alert,
    FireStage Stage,
    ImmutableDictionary<string, Evidence> Evidence,
    ImmutableDictionary<string, NodeRun> Runs
) : IRuleState
{
    /// <summary>Of a fire: what people said of it.</summary>
    public FireWords Words { get; init; } = FireWords.None;

    /// <summary>Of a fire: when a chip of a room last leapt, by <c>node/transducer</c>.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Jumps { get; init; } =
        ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>The alert that ended last, for it may come back.</summary>
    public long? LastAlert { get; init; }

    /// <summary>When <see cref="LastAlert"/> ended, by its readings.</summary>
    public DateTimeOffset LastEnd { get; init; }

    /// <summary>Points one rule remembers of one place; further ones are not judged, and counted.</summary>
    public const int MaxSeries = 1_000;

    public static PlaceState Fresh { get; } =
        new(
            SeriesTable.Empty,
            Stands: false,
            Alert: null,
            FireStage.None,
            ImmutableDictionary<string, Evidence>.Empty,
            ImmutableDictionary<string, NodeRun>.Empty
        );

    public string ToJson() => JsonSerializer.Serialize(this, RuleJson.Default.PlaceState);

    /// <summary>Null when the text is no state: the place then begins fresh.</summary>
    public static PlaceState? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RuleJson.Default.PlaceState);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlaceState))]
[JsonSerializable(typeof(SeriesState))]
[JsonSerializable(typeof(FarmWind))]
[JsonSerializable(typeof(Sample[]))]
internal sealed partial class RuleJson : JsonSerializerContext;
