using System.Buffers.Text;
using System.Text.Json;

namespace Vigia.Wire;

/// <summary>Reads the labels of SenML records. Base labels last from record to record, also when a later one is broken.</summary>
internal sealed class LabelReader
{
    private readonly NamePool names = new();

    /// <summary>What base labels have said so far in this pack.</summary>
    public PackBase Base;

    /// <summary>Reads to the end of one record.</summary>
    public Refusal? Read(ref Utf8JsonReader reader, string node, ref PackRecord record)
    {
        ref var b = ref Base;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("bn"u8))
            {
                var name = Text(ref reader);
                b.HasName = true;
                b.OwnName =
                    name.Length == node.Length + 1
                    && name[^1] == '/'
                    && name.StartsWith(node, StringComparison.Ordinal);
                b.Prefix = b.OwnName ? "" : name;
            }
            else if (reader.ValueTextEquals("bt"u8))
            {
                b.HasTime = true;
                b.Time = Number(ref reader);
                if (!double.IsFinite(b.Time))
                {
                    return Refusal.BadNumber;
                }
            }
            else if (reader.ValueTextEquals("boot"u8))
            {
                reader.Read();
                b.HasBoot = reader.TokenType == JsonTokenType.String && BootId.TryParse(reader.ValueSpan, out b.Boot);
            }
            else if (reader.ValueTextEquals("seq"u8))
            {
                reader.Read();
                b.Seq = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var seq) ? seq : -1;
            }
            else if (reader.ValueTextEquals("clk"u8))
            {
                reader.Read();
                b.Clock = reader.TryGetInt32(out var clock) ? clock : -1;
            }
            else if (reader.ValueTextEquals("up"u8))
            {
                b.Up = Number(ref reader);
                b.HasUp = b.Up is >= 0 and < PackDecoder.LongestUp;
                if (!b.HasUp)
                {
                    return Refusal.BadNumber;
                }
            }
            else if (reader.ValueTextEquals("kb"u8))
            {
                reader.Read();
                if (!TryKernelBoot(ref reader, out b.KernelBoot))
                {
                    return Refusal.NotSenml;
                }
            }
            else if (reader.ValueTextEquals("bu"u8))
            {
                b.Unit = Text(ref reader);
            }
            else if (ReadValueLabel(ref reader, ref record) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private Refusal? ReadValueLabel(ref Utf8JsonReader reader, ref PackRecord record)
    {
        if (reader.ValueTextEquals("n"u8))
        {
            record.Name = Text(ref reader);
        }
        else if (reader.ValueTextEquals("u"u8))
        {
            record.Unit = Text(ref reader);
            if (record.Unit.Length > 16)
            {
                return Refusal.BadName;
            }
        }
        else if (reader.ValueTextEquals("v"u8))
        {
            record.HasValue = true;
            record.Value = Number(ref reader);
            return double.IsFinite(record.Value) ? null : Refusal.BadNumber;
        }
        else if (reader.ValueTextEquals("vb"u8))
        {
            reader.Read();
            record.HasValue = true;
            record.Value = reader.GetBoolean() ? 1 : 0;
        }
        else if (reader.ValueTextEquals("s"u8))
        {
            record.HasSum = true;
            record.Sum = Number(ref reader);
            return double.IsFinite(record.Sum) ? null : Refusal.BadNumber;
        }
        else if (reader.ValueTextEquals("vs"u8))
        {
            record.Text = Text(ref reader);
            return record.Text.Length is > 0 and <= PackDecoder.MaxNameLength ? null : Refusal.BadName;
        }
        else if (reader.ValueTextEquals("t"u8))
        {
            record.HasTime = true;
            record.Time = Number(ref reader);
            return double.IsFinite(record.Time) ? null : Refusal.BadNumber;
        }
        else if (reader.ValueTextEquals("q"u8))
        {
            reader.Read();
            var known = reader.TryGetInt32(out record.Flag) && record.Flag is (>= 1 and <= 4) or 9;
            return known ? null : Refusal.NotSenml;
        }
        else
        {
            // Not understood but not to be passed over: base values, and labels that end in "_".
            var must =
                reader.ValueTextEquals("bv"u8)
                || reader.ValueTextEquals("bs"u8)
                || reader.ValueTextEquals("vd"u8)
                || reader.ValueSpan is [.., (byte)'_'];
            reader.Read();
            reader.Skip();
            return must ? Refusal.UnknownLabel : null;
        }

        return null;
    }

    private string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped)
        {
            return names.Get(reader.ValueSpan);
        }

        return reader.GetString() ?? throw new FormatException("a text was expected");
    }

    private static double Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetDouble();
    }

    private static bool TryKernelBoot(ref Utf8JsonReader reader, out uint kernelBoot)
    {
        kernelBoot = 0;
        return reader.TokenType == JsonTokenType.String
            && reader.ValueSpan.Length is >= 1 and <= 8
            && Utf8Parser.TryParse(reader.ValueSpan, out kernelBoot, out var used, 'x')
            && used == reader.ValueSpan.Length;
    }
}

/// <summary>What the base labels of a pack have said so far.</summary>
internal struct PackBase
{
    public bool HasName;
    public bool OwnName;
    public string Prefix;
    public string? Unit;
    public double Time;
    public bool HasTime;
    public bool HasBoot;
    public BootId Boot;
    public long Seq;
    public int Clock;
    public double Up;
    public bool HasUp;
    public uint KernelBoot;

    // A pack has one identity and one time, those of its first record.
    public bool Begun;
    public double FirstTime;
    public (BootId Boot, long Seq) First;

    public static PackBase Nothing => new() { Seq = -1, Prefix = "" };

    /// <summary>Null also where a later record says another one.</summary>
    public readonly (BootId Boot, long Seq)? Identity =>
        HasBoot && Seq is >= 0 and <= Pack.MaxSeq && (!Begun || First == (Boot, Seq)) ? (Boot, Seq) : null;
}

/// <summary>One record as read.</summary>
internal struct PackRecord
{
    public string? Name;
    public string? Unit;
    public double Value;
    public double Sum;
    public double Time;
    public string? Text;
    public bool HasValue;
    public bool HasSum;
    public bool HasTime;
    public int Flag;
}
