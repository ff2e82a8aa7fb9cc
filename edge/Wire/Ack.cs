using System.Buffers;
using System.Text.Json;

namespace Vigia.Wire;

/// <summary>
/// What the server has settled of one boot. A node deletes exactly that, and sets aside what was refused.
/// </summary>
/// <param name="By">Id of the server that speaks.</param>
/// <param name="UpTo">Every seq from 0 to this one is settled; −1 none.</param>
/// <param name="More">Settled ranges above, ≤ <see cref="MaxRanges"/>.</param>
/// <param name="Refused">Settled by refusal, with the reason.</param>
/// <param name="Alarms">Numbers of the alarms that are in the alert store.</param>
public sealed record Ack(
    string By,
    BootId Boot,
    long UpTo,
    IReadOnlyList<SeqRange> More,
    IReadOnlyList<RefusedSeq> Refused,
    IReadOnlyList<long> Alarms
)
{
    /// <summary>Ranges in one message; what is left goes into further messages.</summary>
    public const int MaxRanges = 32;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 4 };

    /// <summary>An ack of alarms only says nothing of packs.</summary>
    public static Ack OfAlarms(string by, BootId boot, IReadOnlyList<long> alarms) => new(by, boot, -1, [], [], alarms);

    public void WriteTo(IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString("by"u8, By);
        writer.WriteString("boot"u8, Boot.ToString());
        writer.WriteNumber("upto"u8, UpTo);
        WriteRanges(writer);
        WriteRefused(writer);
        WriteAlarms(writer);
        writer.WriteEndObject();
    }

    /// <summary>False when the bytes are no ack; labels it does not know are passed over.</summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out Ack ack)
    {
        ack = new Ack("", default, -1, [], [], []);
        try
        {
            var reader = new Utf8JsonReader(utf8, Strict);
            return reader.Read()
                && reader.TokenType == JsonTokenType.StartObject
                && TryReadLabels(ref reader, ref ack)
                && !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static bool TryReadLabels(ref Utf8JsonReader reader, ref Ack ack)
    {
        var hasBoot = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var label = reader.GetString();
            reader.Read();
            switch (label)
            {
                case "by":
                    ack = ack with { By = reader.GetString() ?? "" };
                    break;
                case "boot":
                    ack = ack with { Boot = ReadBoot(ref reader) };
                    hasBoot = true;
                    break;
                case "upto":
                    ack = ack with { UpTo = reader.GetInt64() };
                    break;
                case "more":
                    ack = ack with { More = ReadPairs(ref reader, ReadRange) };
                    break;
                case "refused":
                    ack = ack with { Refused = ReadPairs(ref reader, ReadRefused) };
                    break;
                case "alarm":
                    ack = ack with { Alarms = ReadPairs(ref reader, (ref r) => r.GetInt64()) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject && ack.By.Length > 0 && hasBoot;
    }

    private static BootId ReadBoot(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && BootId.TryParse(reader.ValueSpan, out var boot)
            ? boot
            : throw new FormatException("boot is 16 hexadecimal digits");

    private delegate T ReadItem<out T>(ref Utf8JsonReader reader);

    private static List<T> ReadPairs<T>(ref Utf8JsonReader reader, ReadItem<T> item)
    {
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(item(ref reader));
        }

        return items;
    }

    private static SeqRange ReadRange(ref Utf8JsonReader reader)
    {
        reader.Read();
        var first = reader.GetInt64();
        reader.Read();
        var last = reader.GetInt64();
        reader.Read();
        return new SeqRange(first, last);
    }

    private static RefusedSeq ReadRefused(ref Utf8JsonReader reader)
    {
        reader.Read();
        var seq = reader.GetInt64();
        reader.Read();
        var reason = reader.GetString() ?? "";
        reader.Read();
        return new RefusedSeq(seq, reason);
    }

    private void WriteRanges(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("more"u8);
        foreach (var range in More)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(range.First);
            writer.WriteNumberValue(range.Last);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private void WriteRefused(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("refused"u8);
        foreach (var refused in Refused)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(refused.Seq);
            writer.WriteStringValue(refused.Reason);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private void WriteAlarms(Utf8JsonWriter writer)
    {
        if (Alarms.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("alarm"u8);
        foreach (var alarm in Alarms)
        {
            writer.WriteNumberValue(alarm);
        }

        writer.WriteEndArray();
    }
}

/// <summary>On the wire <c>[seq, reason]</c>.</summary>
public readonly record struct RefusedSeq(long Seq, string Reason);
