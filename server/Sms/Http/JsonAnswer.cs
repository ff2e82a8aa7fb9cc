using System.Text.Json;

namespace Vigia.Server.Sms.Http;

/// <summary>An answer of somebody else's: may be anything.</summary>
internal static class JsonAnswer
{
    /// <summary>A text of the outermost object, null where there is none.</summary>
    public static string? Text(string body, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
