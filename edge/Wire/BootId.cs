using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vigia.Wire;

/// <summary>
/// 64 random bits that name one run of a node's process: drawn at each start, never stored, never continued.
/// On the wire: 16 lower-case hexadecimal digits.
/// </summary>
[JsonConverter(typeof(BootIdJson))]
public readonly record struct BootId(ulong Value)
{
    public const int Digits = 16;

    public static BootId Draw() => new(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));

    public static bool TryParse(ReadOnlySpan<byte> utf8, out BootId boot)
    {
        var parsed = Utf8Parser.TryParse(utf8, out ulong value, out var used, 'x');
        boot = new BootId(value);
        return parsed && used == Digits && utf8.Length == Digits;
    }

    public static BootId Parse(string text) => new(ulong.Parse(text, NumberStyles.AllowHexSpecifier));

    public override string ToString() => Value.ToString("x16");

    /// <summary>SQLite's integers are signed: the same bits, read as one of them.</summary>
    public long AsColumn() => unchecked((long)Value);

    public static BootId FromColumn(long column) => new(unchecked((ulong)column));
}

internal sealed class BootIdJson : JsonConverter<BootId>
{
    public override BootId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<byte> digits = stackalloc byte[BootId.Digits * 6];
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > digits.Length)
        {
            throw new JsonException("boot is 16 hexadecimal digits");
        }

        var length = reader.CopyString(digits);
        return BootId.TryParse(digits[..length], out var boot)
            ? boot
            : throw new JsonException("boot is 16 hexadecimal digits");
    }

    public override void Write(Utf8JsonWriter writer, BootId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
