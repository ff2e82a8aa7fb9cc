using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vigia.Wire;

internal sealed class HeldBootJson : JsonConverter<HeldBoot>
{
    private static readonly BootIdJson Boots = new();

    public override HeldBoot Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray && reader.Read());
        var boot = Boots.Read(ref reader, typeof(BootId), options);
        var low = NextSeq(ref reader);
        var next = NextSeq(ref reader);
        Expect(reader.Read() && reader.TokenType == JsonTokenType.EndArray);
        Expect(low <= next);
        return new HeldBoot(boot, low, next);
    }

    public override void Write(Utf8JsonWriter writer, HeldBoot value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        Boots.Write(writer, value.Boot, options);
        writer.WriteNumberValue(value.Low);
        writer.WriteNumberValue(value.Next);
        writer.WriteEndArray();
    }

    private static long NextSeq(ref Utf8JsonReader reader)
    {
        Expect(reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out _));
        var seq = reader.GetInt64();
        Expect(seq is >= 0 and <= Pack.MaxSeq);
        return seq;
    }

    private static void Expect(bool condition)
    {
        if (!condition)
        {
            throw new JsonException("held is [boot, low, next]");
        }
    }
}
