using System.Text.Json;

namespace Vigia.Server.Rules;

/// <summary>The newest wind of the farm, for the texts of a fire. Kept with the rules' states: a kill does not forget it.</summary>
/// <param name="Speed">Metres a second.</param>
/// <param name="Time">When it was measured.</param>
internal sealed record FarmWind(double Speed, DateTimeOffset Time) : IRuleState
{
    /// <summary>No rule can be named so.</summary>
    public static readonly StateKey Key = new("wind:", "");

    /// <summary>An older one is not told.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(15);

    public bool Blows(DateTimeOffset now) => now - Time <= Holds;

    public string ToJson() => JsonSerializer.Serialize(this, RuleJson.Default.FarmWind);

    /// <summary>Null when the text is no wind.</summary>
    public static FarmWind? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RuleJson.Default.FarmWind);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
