using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vigia.Server.Rules;

/// <summary>What is remembered of the nodes of a site that are not heard.</summary>
/// <param name="Alerts">Of nodes lost alone: the alert of each place.</param>
/// <param name="LinkAlert">Of nodes lost together: the one alert.</param>
/// <param name="LinkBack">When the first of those was heard again.</param>
internal sealed record SilenceState(
    ImmutableDictionary<string, LostNode> Lost,
    ImmutableDictionary<string, long> Alerts,
    long? LinkAlert,
    DateTimeOffset? LinkBack
) : IRuleState
{
    public static SilenceState Fresh { get; } =
        new(ImmutableDictionary<string, LostNode>.Empty, ImmutableDictionary<string, long>.Empty, null, null);

    public string ToJson() => JsonSerializer.Serialize(this, SilenceJson.Default.SilenceState);

    /// <summary>Null when the text is no state.</summary>
    public static SilenceState? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SilenceJson.Default.SilenceState);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Place">Its zone, or itself.</param>
/// <param name="Since">When it was last heard.</param>
/// <param name="Together">Lost with others: told by their one incident.</param>
internal sealed record LostNode(string Place, DateTimeOffset Since, bool Together);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SilenceState))]
internal sealed partial class SilenceJson : JsonSerializerContext;
