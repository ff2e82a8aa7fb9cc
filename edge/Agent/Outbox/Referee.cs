using System.Buffers;
using System.Text.Json;
using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>
/// The ledger of <c>--ledger FILE</c>: one JSON line for each pack, written before the outbox has it, so that a loss test knows
/// what was sampled. Handed to the system at each line: it outlives <c>kill -9</c>.
/// </summary>
internal sealed class Referee(string path) : IDisposable
{
    private readonly FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
    private readonly ArrayBufferWriter<byte> line = new();

    public void Write(in PackHeader header, IReadOnlyList<Reading> readings)
    {
        line.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteString("boot"u8, header.Boot.ToString());
            writer.WriteNumber("seq"u8, header.Seq);
            writer.WriteNumber("clk"u8, (int)header.Clock);
            writer.WriteNumber("ms"u8, header.TimeMs);
            writer.WriteNumber("up"u8, header.UpMs ?? 0);
            WriteNames(writer, readings);
            WriteValues(writer, readings);
            writer.WriteEndObject();
        }

        line.Write("\n"u8);
        file.Write(line.WrittenSpan);
        file.Flush();
    }

    public void Dispose() => file.Dispose();

    private static void WriteNames(Utf8JsonWriter writer, IReadOnlyList<Reading> readings)
    {
        writer.WriteStartArray("n"u8);
        foreach (var reading in readings)
        {
            writer.WriteStringValue(reading.Point);
        }

        writer.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter writer, IReadOnlyList<Reading> readings)
    {
        writer.WriteStartArray("v"u8);
        foreach (var reading in readings)
        {
            if (reading.Value is { } value)
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteStringValue(reading.Fault);
            }
        }

        writer.WriteEndArray();
    }
}
