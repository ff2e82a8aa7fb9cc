using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Vigia.Wire;

/// <summary>Writes a pack as SenML JSON (RFC 8428), with our labels on the first record.</summary>
public static class PackEncoder
{
    public static byte[] Encode(string node, in PackHeader header, IReadOnlyList<Reading> readings)
    {
        var output = new ArrayBufferWriter<byte>(128 + (64 * readings.Count));
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartArray();
        WriteHeader(writer, node, header);
        foreach (var reading in readings)
        {
            WriteReading(writer, reading);
        }

        writer.WriteEndArray();
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static void WriteHeader(Utf8JsonWriter writer, string node, in PackHeader header)
    {
        writer.WriteStartObject();
        writer.WriteString("bn"u8, node + "/");
        WriteSeconds(writer, "bt"u8, header.TimeMs);
        writer.WriteString("boot"u8, header.Boot.ToString());
        writer.WriteNumber("seq"u8, header.Seq);
        writer.WriteNumber("clk"u8, (int)header.Clock);
        if (header.UpMs is { } up)
        {
            WriteSeconds(writer, "up"u8, up);
        }

        if (header.KernelBoot != 0)
        {
            writer.WriteString("kb"u8, header.KernelBoot.ToString("x8"));
        }

        writer.WriteEndObject();
    }

    private static void WriteReading(Utf8JsonWriter writer, in Reading reading)
    {
        writer.WriteStartObject();
        writer.WriteString("n"u8, reading.Point);
        if (reading.Unit is not null)
        {
            writer.WriteString("u"u8, reading.Unit);
        }

        if (reading.OffsetMs != 0)
        {
            WriteSeconds(writer, "t"u8, reading.OffsetMs);
        }

        if (reading.Value is { } value)
        {
            writer.WriteNumber("v"u8, value);
        }

        if (reading.Sum is { } sum)
        {
            writer.WriteNumber("s"u8, sum);
        }

        if (reading.Fault is not null)
        {
            writer.WriteString("vs"u8, reading.Fault);
        }

        if (reading.Flag != QartodFlag.Pass)
        {
            writer.WriteNumber("q"u8, (int)reading.Flag);
        }

        writer.WriteEndObject();
    }

    // Written from whole milliseconds, so that no time changes by being written and read.
    private static void WriteSeconds(Utf8JsonWriter writer, ReadOnlySpan<byte> label, long ms)
    {
        Span<byte> text = stackalloc byte[24];
        var sign = ms < 0 ? "-" : "";
        var whole = Math.Abs(ms);
        Encoding.ASCII.TryGetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{sign}{whole / 1000}.{whole % 1000:000}"),
            text,
            out var length
        );
        writer.WritePropertyName(label);
        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }
}
