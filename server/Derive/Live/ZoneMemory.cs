using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vigia.Server.Rules;

namespace Vigia.Server.Derive.Live;

/// <summary>All that the channels of one zone remember.</summary>
/// <param name="Inputs">Newest readings, by <c>node/point</c>.</param>
internal sealed record ZoneMemory(
    ImmutableDictionary<string, InputMemory> Inputs,
    FireMemory Fire,
    ImmutableDictionary<string, DayMemory> Days
) : IRuleState
{
    /// <summary>Of soil probes: whether each is in the soil.</summary>
    public ImmutableDictionary<string, ProbeMemory> Probes { get; init; } =
        ImmutableDictionary<string, ProbeMemory>.Empty;

    /// <summary>The soil's water by what went in and out; null before the first day.</summary>
    public BalanceMemory? Balance { get; init; }

    /// <summary>How ripe its crates are; null: it has none.</summary>
    public RipeningMemory? Ripening { get; init; }

    /// <summary>Inputs of one zone; further ones derive nothing, and are counted.</summary>
    public const int MaxInputs = 1_000;

    public static ZoneMemory Fresh { get; } =
        new(
            ImmutableDictionary<string, InputMemory>.Empty,
            FireMemory.Fresh,
            ImmutableDictionary<string, DayMemory>.Empty
        );

    public string ToJson() => JsonSerializer.Serialize(this, ZoneMemoryJson.Default.ZoneMemory);

    /// <summary>Null when the text is no memory: the zone then begins fresh.</summary>
    public static ZoneMemory? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ZoneMemoryJson.Default.ZoneMemory);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ZoneMemory))]
internal sealed partial class ZoneMemoryJson : JsonSerializerContext;
