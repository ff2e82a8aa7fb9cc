using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vigia.Server.Rules;

/// <summary>What is remembered of one rule at one point: the rule's own state, and what a text about it has to say.</summary>
internal sealed record SeriesState(ThresholdState Rule, string? Zone, string Unit)
{
    public static SeriesState Fresh { get; } = new(ThresholdState.Fresh, null, "");

    public string ToJson() => JsonSerializer.Serialize(this, RuleJson.Default.SeriesState);

    /// <summary>Null when the text is no state: the series then begins fresh.</summary>
    public static SeriesState? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RuleJson.Default.SeriesState);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SeriesState))]
internal sealed partial class RuleJson : JsonSerializerContext;
