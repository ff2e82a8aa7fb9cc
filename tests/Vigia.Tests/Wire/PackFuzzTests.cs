using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vigia.Wire;

namespace Vigia.Tests.Contract;

/// <summary>What no example thinks of: whatever is written is read again, and no bytes do harm.</summary>
[Trait("beside", "browser")]
public sealed class PackFuzzTests
{
    private const string Node = "inv1";
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-:._/";

    private static readonly Gen<string> Names =
        from first in Gen.Elements("abcxyzABZ019".ToCharArray())
        from rest in Gen.ArrayOf(Gen.Elements(Letters.ToCharArray()))
        select first + new string(rest.Take(40).ToArray());

    private static readonly Gen<double> Doubles = Gen.Choose(int.MinValue, int.MaxValue)
        .Two()
        .Select(bits => BitConverter.Int64BitsToDouble(((long)bits.Item1 << 32) | (uint)bits.Item2))
        .Where(double.IsFinite);

    private static readonly Gen<string?> Units = Gen.Elements<string?>(null, "Cel", "/", "%RH", "m3/m3", "µ", "\"\\\n");

    private static readonly Gen<Reading> Readings =
        from name in Names
        from unit in Units
        from value in Doubles
        from sum in Doubles
        from kind in Gen.Choose(0, 3)
        from flag in Gen.Elements(Enum.GetValues<QartodFlag>())
        from offset in Gen.Choose(0, 3_600_000)
        select new Reading(
            name,
            unit,
            kind is 0 or 1 ? value : null,
            kind is 1 or 2 ? sum : null,
            kind == 3 ? "NoAnswer ñ" : null,
            flag,
            offset
        );

    private static readonly Gen<PackHeader> Headers =
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from seq in Gen.OneOf(Gen.Choose(0, int.MaxValue).Select(s => (long)s), Gen.Constant(Pack.MaxSeq))
        from clock in Gen.Elements(Enum.GetValues<ClockQuality>())
        from seconds in Gen.Choose(0, int.MaxValue)
        from ms in Gen.Choose(0, 999)
        from up in Gen.OneOf(Gen.Constant<long?>(null), Gen.Choose(0, int.MaxValue).Select(u => (long?)u))
        from kernel in Gen.Choose(int.MinValue, int.MaxValue)
        let boot = new BootId(((ulong)(uint)high << 32) | (uint)low)
        select new PackHeader(boot, seq, clock, (seconds * 100L * 1000) + ms, up, (uint)kernel);

    private static readonly Gen<(PackHeader Header, Reading[] Readings)> Packs =
        from header in Headers
        from readings in Gen.ArrayOf(Readings)
        from first in Readings
        select (header, readings.Prepend(first).Take(50).DistinctBy(r => (r.Point, r.OffsetMs)).ToArray());

    private readonly PackDecoder decoder = new();
    private readonly Pack pack = new();

    [Property(MaxTest = 1_000)]
    public Property Whatever_is_encoded_decodes_to_the_millisecond_and_to_the_bit() =>
        Prop.ForAll(
            Packs.ToArbitrary(),
            made =>
            {
                var refusal = decoder.Decode(PackEncoder.Encode(Node, made.Header, made.Readings), Node, pack);

                Assert.Null(refusal);
                Assert.Equal(made.Header, pack.Header);
                Assert.Equal(made.Readings, pack.Readings);
                Assert.Equal(made.Readings.Select(Bits), pack.Readings.Select(Bits));
            }
        );

    [Property(MaxTest = 1_000)]
    public Property Random_bytes_do_no_harm() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b)).ToArbitrary(), Withstand);

    [Property(MaxTest = 4_000)]
    public Property Wounded_packs_do_no_harm() => Prop.ForAll(Wounded().ToArbitrary(), Withstand);

    [Fact]
    public void Wounds_leave_packs_of_both_kinds()
    {
        var all = Wounded().Sample(5_000, 50).Select(bytes => decoder.Decode(bytes, Node, pack)).ToList();

        Assert.Equal(5_000, all.Count);
        Assert.Contains(null, all);
        Assert.True(all.Distinct().Count() >= 4, "the wounds are all alike");
    }

    private void Withstand(byte[] bytes)
    {
        foreach (var plain in new[] { false, true })
        {
            var refusal = Decode(bytes, plain, pack);
            var identity = decoder.Identity;
            Assert.True(pack.Readings.Count <= Pack.MaxRecords);
            var again = new Pack();
            Assert.Equal(refusal, Decode(bytes, plain, again));
            Assert.Equal(identity, decoder.Identity);
            Assert.Equal(pack.Readings, again.Readings);
            if (refusal is null && !plain)
            {
                SurvivesWriting(again);
            }
        }
    }

    private void SurvivesWriting(Pack accepted)
    {
        var rewritten = new Pack();

        Assert.Null(decoder.Decode(PackEncoder.Encode(Node, accepted.Header, accepted.Readings), Node, rewritten));

        Assert.Equal(accepted.Header, rewritten.Header);
        Assert.Equal(accepted.Readings, rewritten.Readings);
        Assert.Equal(accepted.Readings.Select(Bits), rewritten.Readings.Select(Bits));
        Assert.Equal((accepted.Header.Boot, accepted.Header.Seq), decoder.Identity);
    }

    private Refusal? Decode(byte[] bytes, bool plain, Pack into) =>
        plain ? decoder.DecodePlain(bytes, Node, into) : decoder.Decode(bytes, Node, into);

    private static Gen<byte[]> Wounded() =>
        from one in Packs
        from other in Packs
        from wounds in Gen.Choose(1, 3)
        from dice in Gen.Choose(0, int.MaxValue)
        select Wound(
            PackEncoder.Encode(Node, one.Header, one.Readings.Take(4).ToArray()),
            PackEncoder.Encode(Node, other.Header, other.Readings.Take(4).ToArray()),
            wounds,
            new Random(dice)
        );

    private static byte[] Wound(byte[] bytes, byte[] other, int wounds, Random dice)
    {
        for (var i = 0; i < wounds && bytes.Length > 1; i++)
        {
            bytes = WoundOnce(bytes, other, dice);
        }

        return bytes;
    }

    private static byte[] WoundOnce(byte[] bytes, byte[] other, Random dice)
    {
        var (from, to) = (dice.Next(bytes.Length), dice.Next(bytes.Length));
        (from, to) = (Math.Min(from, to), Math.Max(from, to));
        switch (dice.Next(6))
        {
            case 0:
                return bytes[..from];
            case 1:
                return [.. bytes[..from], .. bytes[to..]];
            case 2:
                return [.. bytes[..to], .. bytes[from..]];
            case 3:
                return [.. bytes[..from], .. other[dice.Next(other.Length)..]];
            case 4:
                bytes[from] = char.IsAsciiDigit((char)bytes[from])
                    ? (byte)('0' + dice.Next(10))
                    : (byte)(bytes[from] ^ (1 << dice.Next(8)));
                return bytes;
            default:
                var text = Encoding.UTF8.GetString(bytes);
                var records = text.Trim('[', ']', '{', '}').Split("},{");
                return Encoding.UTF8.GetBytes($"{text[..^1]},{{{records[dice.Next(records.Length)]}}}]");
        }
    }

    private static (long?, long?) Bits(Reading reading) =>
        (
            reading.Value is { } v ? BitConverter.DoubleToInt64Bits(v) : null,
            reading.Sum is { } s ? BitConverter.DoubleToInt64Bits(s) : null
        );
}
