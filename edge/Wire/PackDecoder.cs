using System.Buffers;
using System.Text.Json;

namespace Vigia.Wire;

/// <summary>
/// Reads SenML packs, strictly: what it accepts is whole, what it refuses has a name. Never throws on bytes.
/// Keeps names it has seen, so that a known pack is read without allocation. Not for several threads at once.
/// </summary>
public sealed class PackDecoder
{
    internal const int MaxNameLength = 64;

    // Times below this are relative to now (RFC 8428, section 4.5.3), and no time of a journal.
    private const double FirstAbsoluteSecond = 1 << 28;

    // The end of year 9999, the last that DateTimeOffset shows.
    internal const double LastSecond = 253_402_300_799;

    // Three hundred years; with it an anchor of our days stays far before the last second.
    internal const double LongestUp = 1e10;

    private static readonly JsonReaderOptions Strict = new()
    {
        MaxDepth = 4,
        CommentHandling = JsonCommentHandling.Disallow,
    };

    private readonly LabelReader labels = new();

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
    public (BootId Boot, long Seq)? Identity => labels.Base.Identity;

    private Refusal? Decode(ReadOnlySpan<byte> json, string node, Pack into, bool plain)
    {
        into.Readings.Clear();
        into.Untimed = false;
        labels.Base = PackBase.Nothing;
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

        ref var b = ref labels.Base;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var record = new PackRecord { Flag = (int)QartodFlag.Pass };
            if (labels.Read(ref reader, node, ref record) is { } refusal)
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

    private static Refusal? Judge(ref PackBase b)
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

        return b.Identity is null ? Refusal.NoIdentity : null;
    }

    private Refusal? Accept(in PackBase b, in PackRecord record, bool plain, Pack into)
    {
        if (into.Readings.Count == Pack.MaxRecords)
        {
            return Refusal.TooManyRecords;
        }

        var name = b.Prefix.Length == 0 ? record.Name : (b.Prefix + record.Name).TrimEnd('/');
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
        return offset is < 0 or > 3600 || b.FirstTime + offset > LastSecond
            ? Refusal.BadTime
            : Add(into, b, record, name, ToMs(offset));
    }

    private static Refusal? Add(Pack into, in PackBase b, in PackRecord record, string name, long offsetMs)
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

    // RFC 8428, section 4.5.1: letters, digits and - : . / _, beginning with a letter or a digit.
    internal static bool IsPointName(string name) =>
        name.Length is >= 1 and <= MaxNameLength
        && char.IsAsciiLetterOrDigit(name[0])
        && name.AsSpan().IndexOfAnyExcept(NameLetters) < 0;

    private static readonly SearchValues<char> NameLetters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:._/"
    );

    private static long ToMs(double seconds) => (long)Math.Round(seconds * 1000);
}
