using System.Text.Json;

namespace Vigia.Wire;

/// <summary>
/// Reads SenML packs, strictly: what it accepts is whole, what it refuses has a name. Never throws on bytes.
/// Keeps names it has seen, so that a known pack is read without allocation. Not for several threads at once.
/// </summary>
public sealed class PackDecoder
{
    private const int MaxNameLength = 64;

    // Times below this are relative to now (RFC 8428, section 4.5.3), and no time of a journal.
    private const double FirstAbsoluteSecond = 1 << 28;

    // The end of year 9999, the last that DateTimeOffset shows.
    private const double LastSecond = 253_402_300_799;

    private static readonly JsonReaderOptions Strict = new()
    {
        MaxDepth = 4,
        CommentHandling = JsonCommentHandling.Disallow,
    };

    private readonly NamePool names = new();

    private struct Base
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
    }

    private struct Record
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

    /// <summary>Reads a pack of the journalling contract. Null when it is accepted.</summary>
    public Refusal? Decode(ReadOnlySpan<byte> json, string node, Pack into) => Decode(json, node, into, plain: false);

    /// <summary>
    /// Reads a pack of a device without journal: no identity, absolute times on each record or on the base.
    /// Where one has none, <see cref="Pack.Untimed"/> is set and all of it is as of its arrival.
    /// </summary>
    public Refusal? DecodePlain(ReadOnlySpan<byte> json, string node, Pack into) =>
        Decode(json, node, into, plain: true);

    /// <summary>
    /// What can still be told of the identity of a pack that <see cref="Decode(ReadOnlySpan{byte},string,Pack)"/> refused:
    /// valid once that call has read past both labels.
    /// </summary>
    public (BootId Boot, long Seq)? Identity { get; private set; }

    private Refusal? Decode(ReadOnlySpan<byte> json, string node, Pack into, bool plain)
    {
        into.Readings.Clear();
        into.Untimed = false;
        Identity = null;
        if (json.Length > Pack.MaxBytes)
        {
            return Refusal.TooLarge;
        }

        try
        {
            return Read(json, node, into, plain);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return e is JsonException ? Refusal.NotJson : Refusal.NotSenml;
        }
    }

    private Refusal? Read(ReadOnlySpan<byte> json, string node, Pack into, bool plain)
    {
        var reader = new Utf8JsonReader(json, Strict);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return Refusal.NotSenml;
        }

        var b = new Base { Seq = -1, Prefix = "" };
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var record = new Record { Flag = (int)QartodFlag.Pass };
            if (ReadRecord(ref reader, node, ref b, ref record) is { } refusal)
            {
                return refusal;
            }

            if (!plain && Judge(ref b) is { } wrong)
            {
                return wrong;
            }

            if (record.Name is null && !record.HasValue && !record.HasSum && record.Text is null)
            {
                continue;
            }

            if (Accept(b, record, plain, into) is { } bad)
            {
                return bad;
            }
        }

        if (reader.TokenType != JsonTokenType.EndArray)
        {
            return Refusal.NotSenml;
        }

        // What follows the array is no JSON: this throws where there is something.
        reader.Read();
        if (into.Readings.Count == 0)
        {
            return Refusal.NoValue;
        }

        var timeMs = plain ? CountFromFirst(into) : ToMs(b.FirstTime);
        if (HasTwins(into.Readings))
        {
            return Refusal.DuplicatePoint;
        }

        into.Header = new PackHeader(
            b.Boot,
            b.Seq,
            (ClockQuality)b.Clock,
            timeMs,
            b.HasUp ? ToMs(b.Up) : null,
            b.KernelBoot
        );
        return null;
    }

    // Readings of a plain device bear absolute times until here; from here on they count from the earliest.
    private static long CountFromFirst(Pack pack)
    {
        var first = pack.Untimed ? 0 : pack.Readings.Min(r => r.OffsetMs);
        for (var i = 0; i < pack.Readings.Count; i++)
        {
            var reading = pack.Readings[i];
            pack.Readings[i] = reading with { OffsetMs = pack.Untimed ? 0 : reading.OffsetMs - first };
        }

        return first;
    }

    private static bool HasTwins(List<Reading> readings)
    {
        for (var i = 1; i < readings.Count; i++)
        {
            for (var k = 0; k < i; k++)
            {
                if (readings[i].OffsetMs == readings[k].OffsetMs && readings[i].Point == readings[k].Point)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private Refusal? Judge(ref Base b)
    {
        if (!b.HasBoot || b.Seq is < 0 or > Pack.MaxSeq)
        {
            return Refusal.NoIdentity;
        }

        if (!b.HasName || !b.OwnName)
        {
            return Refusal.WrongNode;
        }

        if (!b.HasTime || b.Time is not (>= 0 and <= LastSecond) || b.Clock is not (>= 0 and <= 3))
        {
            return Refusal.BadTime;
        }

        if (!b.Begun)
        {
            (b.Begun, b.FirstTime, b.First) = (true, b.Time, (b.Boot, b.Seq));
        }

        if (b.First == (b.Boot, b.Seq))
        {
            return null;
        }

        Identity = null;
        return Refusal.NoIdentity;
    }

    private Refusal? Accept(in Base b, in Record record, bool plain, Pack into)
    {
        if (into.Readings.Count == Pack.MaxRecords)
        {
            return Refusal.TooManyRecords;
        }

        var name = record.Name ?? (b.Prefix.Length > 0 ? b.Prefix.TrimEnd('/') : null);
        if (name is null || !IsPointName(name))
        {
            return Refusal.BadName;
        }

        if (!record.HasValue && !record.HasSum && record.Text is null)
        {
            return Refusal.NoValue;
        }

        var offset = record.HasTime ? record.Time : 0;
        if (plain)
        {
            var time = b.Time + offset;
            if (time > LastSecond)
            {
                return Refusal.BadTime;
            }

            into.Untimed |= time < FirstAbsoluteSecond;
            return Add(into, b, record, name, ToMs(time));
        }

        offset += b.Time - b.FirstTime;
        return offset is < 0 or > 3600 ? Refusal.BadTime : Add(into, b, record, name, ToMs(offset));
    }

    private static Refusal? Add(Pack into, in Base b, in Record record, string name, long offsetMs)
    {
        into.Readings.Add(
            new Reading(
                name,
                record.Unit ?? b.Unit,
                record.HasValue ? record.Value : null,
                record.HasSum ? record.Sum : null,
                record.Text,
                (QartodFlag)record.Flag,
                offsetMs
            )
        );
        return null;
    }

    private Refusal? ReadRecord(ref Utf8JsonReader reader, string node, ref Base b, ref Record record)
    {
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
                RememberIdentity(b);
            }
            else if (reader.ValueTextEquals("seq"u8))
            {
                reader.Read();
                b.Seq = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var seq) ? seq : -1;
                RememberIdentity(b);
            }
            else if (reader.ValueTextEquals("clk"u8))
            {
                reader.Read();
                b.Clock = reader.TryGetInt32(out var clock) ? clock : -1;
            }
            else if (reader.ValueTextEquals("up"u8))
            {
                b.Up = Number(ref reader);
                b.HasUp = b.Up is >= 0 and <= LastSecond;
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

    private Refusal? ReadValueLabel(ref Utf8JsonReader reader, ref Record record)
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
            return record.Text.Length is > 0 and <= MaxNameLength ? null : Refusal.BadName;
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

    private void RememberIdentity(in Base b)
    {
        if (b.HasBoot && b.Seq is >= 0 and <= Pack.MaxSeq)
        {
            Identity = (b.Boot, b.Seq);
        }
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
            && System.Buffers.Text.Utf8Parser.TryParse(reader.ValueSpan, out kernelBoot, out var used, 'x')
            && used == reader.ValueSpan.Length;
    }

    // RFC 8428, section 4.5.1: letters, digits and - : . / _, beginning with a letter or a digit.
    private static bool IsPointName(string name) =>
        name.Length is >= 1 and <= MaxNameLength
        && char.IsAsciiLetterOrDigit(name[0])
        && name.AsSpan().IndexOfAnyExcept(NameLetters) < 0;

    private static readonly System.Buffers.SearchValues<char> NameLetters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:._/"
    );

    private static long ToMs(double seconds) => (long)Math.Round(seconds * 1000);
}
