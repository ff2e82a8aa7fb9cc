using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vigia.Server.Rules;

/// <summary>One point within one rule; in files <c>0/inv-1/soil_moisture-1</c>.</summary>
/// <param name="At">What looks at it: the condition's number, of a guard <c>0.1</c>, of what is subtracted <c>0-</c>.</param>
internal readonly record struct SeriesId(string At, string Node, string Point)
{
    // Conditions of one rule and guards of one condition are few: their names are made once.
    private static readonly string[] Numbers = [.. Enumerable.Range(0, 64).Select(i => $"{i}")];
    private static readonly string[][] Guards =
    [
        .. Enumerable.Range(0, 16).Select(i => Enumerable.Range(0, 4).Select(guard => $"{i}.{guard}").ToArray()),
    ];

    public static string Number(int condition) => Numbers[condition];

    public static string GuardOf(string at, int guard) =>
        at is [>= '0' and <= '9'] && guard < 4 ? Guards[at[0] - '0'][guard] : $"{at}.{guard}";

    public static string OtherOf(string at) => string.Intern($"{at}-");

    public override string ToString() => $"{At}/{Node}/{Point}";
}

internal sealed class SeriesIdConverter : JsonConverter<SeriesId>
{
    public override SeriesId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        ReadAsPropertyName(ref reader, type, options);

    public override void Write(Utf8JsonWriter writer, SeriesId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    public override SeriesId ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.GetString()?.Split('/', 3) is [var at, var node, var point]
            ? new SeriesId(string.Intern(at), node, point)
            : throw new JsonException("a series is named condition/node/point");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, SeriesId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString());
}
