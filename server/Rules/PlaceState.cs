using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vigia.Server.Rules.People;

namespace Vigia.Server.Rules;

/// <summary>
/// All that one rule remembers of one place. A new one is made at each reading: what only a fire needs, and what was before,
/// are objects of their own.
/// </summary>
internal sealed record PlaceState : IRuleState
{
    /// <summary>Points one rule remembers of one place; further ones are not judged, and counted.</summary>
    public const int MaxSeries = 1_000;

    public static PlaceState Fresh { get; } = new();

    public SeriesTable Series { get; init; } = SeriesTable.Empty;

    public bool Stands { get; init; }

    /// <summary>Number of the alert that stands, once it has one.</summary>
    public long? Alert { get; init; }

    /// <summary>What the alert that stands was made to say last; null: none does.</summary>
    public Finding? Said { get; init; }

    /// <summary>
    /// Points (<c>0/inv-1/air</c>) that a person has answered for, by ending the alert they raised: they raise nothing until they
    /// were away. A probe that died beyond its limit is one of these, and does not silence the others.
    /// </summary>
    public ImmutableHashSet<string> Known { get; init; } = [];

    /// <summary>The alert that ended last, for it may come back; null: none may.</summary>
    public EndedAlert? Ended { get; init; }

    public FireMemory Fire { get; init; } = FireMemory.None;

    [JsonIgnore]
    public FireStage Stage
    {
        get => Fire.Stage;
        init => Fire = Fire with { Stage = value };
    }

    [JsonIgnore]
    public ImmutableDictionary<string, Evidence> Evidence
    {
        get => Fire.Evidence;
        init => Fire = Fire with { Evidence = value };
    }

    [JsonIgnore]
    public ImmutableDictionary<string, NodeRun> Runs
    {
        get => Fire.Runs;
        init => Fire = Fire with { Runs = value };
    }

    [JsonIgnore]
    public FireWords Words
    {
        get => Fire.Words;
        init => Fire = Fire with { Words = value };
    }

    [JsonIgnore]
    public ImmutableDictionary<string, DateTimeOffset> Jumps
    {
        get => Fire.Jumps;
        init => Fire = Fire with { Jumps = value };
    }

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

/// <param name="At">When it ended, by its readings.</param>
/// <param name="Said">What it said at its end; null: not known.</param>
internal sealed record EndedAlert(long Alert, DateTimeOffset At, Finding? Said = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlaceState))]
[JsonSerializable(typeof(SeriesState))]
[JsonSerializable(typeof(FarmWind))]
[JsonSerializable(typeof(Sample[]))]
internal sealed partial class RuleJson : JsonSerializerContext;
