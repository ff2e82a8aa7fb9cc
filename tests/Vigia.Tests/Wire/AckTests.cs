using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vigia.Wire;

namespace Vigia.Tests.Contract;

public sealed class AckTests
{
    private static readonly Gen<long> Seqs = Gen.Choose(0, int.MaxValue).Select(s => (long)s);

    private static readonly Gen<Ack> Acks =
        from server in Gen.Elements("server-1", "a", "ñ\"\\")
        from boot in Gen.Choose(int.MinValue, int.MaxValue)
        from upTo in Gen.Choose(-1, int.MaxValue)
        from more in Gen.ArrayOf(Seqs.Two().Select(s => new SeqRange(s.Item1, s.Item1 + s.Item2)))
        from refused in Gen.ArrayOf(Seqs.Select(s => new RefusedSeq(s, nameof(Refusal.BadTime))))
        from alarms in Gen.ArrayOf(Seqs)
        select new Ack(server, new BootId((ulong)boot), upTo, more.Take(Ack.MaxRanges).ToArray(), refused, alarms);

    [Property(MaxTest = 500)]
    public Property What_is_written_is_read() => Prop.ForAll(Acks.ToArbitrary(), AssertSurvives);

    [Fact]
    public void It_looks_as_the_contract_says()
    {
        var ack = new Ack("srv", new BootId(0x9f), 4, [new SeqRange(6, 9)], [new RefusedSeq(3, "NoValue")], [1]);

        const string written =
            """{"by":"srv","boot":"000000000000009f","upto":4,"more":[[6,9]],"refused":[[3,"NoValue"]],"alarm":[1]}""";
        Assert.Equal(written, Encoding.UTF8.GetString(Written(ack)));
    }

    [Fact]
    public void An_ack_of_alarms_settles_no_pack()
    {
        var ack = Ack.OfAlarms("srv", new BootId(1), [3, 4]);

        Assert.True(Ack.TryRead(Written(ack), out var read));
        Assert.Equal((-1, 0, 0), (read.UpTo, read.More.Count, read.Refused.Count));
        Assert.Equal([3, 4], read.Alarms);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"by":""}""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b764","upto":1""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b764","upto":"1"}""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b764","upto":1.5}""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b764","upto":99999999999999999999}""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b76","upto":1}""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b7640","upto":1}""")]
    [InlineData("""{"by":"s","boot":"not hexadecimal!","upto":1}""")]
    [InlineData("""{"by":"s","boot":null,"upto":1}""")]
    [InlineData("""{"by":"s","upto":1}""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b764","more":3}""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b764","more":{"a":1}}""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b764","more":[[1]]}""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b764","more":[[1,2,3]]}""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b764","refused":[[1]]}""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b764","refused":[["a",1]]}""")]
    [InlineData("""{"by":"s","boot":"9f3a5c0d11e2b764","upto":1} x""")]
    [InlineData("""{"by":"\ud800","boot":"9f3a5c0d11e2b764","upto":1}""")]
    public void What_is_no_ack_settles_nothing(string json)
    {
        Assert.False(Ack.TryRead(Encoding.UTF8.GetBytes(json), out _));
    }

    [Fact]
    public void Labels_of_later_times_are_passed_over()
    {
        const string json = """{"new":{"a":[1]},"by":"s","boot":"9f3a5c0d11e2b764","upto":1,"note":"x"}""";

        Assert.True(Ack.TryRead(Encoding.UTF8.GetBytes(json), out var ack));
        Assert.Equal(1, ack.UpTo);
    }

    [Property(MaxTest = 2_000)]
    public Property Wounded_acks_do_no_harm() =>
        Prop.ForAll(
            Acks.Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(),
            made =>
            {
                var (bytes, dice) = (Written(made.Item1), new Random(made.Item2));
                bytes[dice.Next(bytes.Length)] = (byte)dice.Next(256);
                bytes = dice.Next(3) == 0 ? bytes[..dice.Next(bytes.Length)] : bytes;
                if (Ack.TryRead(bytes, out var ack))
                {
                    AssertSurvives(ack);
                }
            }
        );

    private static void AssertSurvives(Ack ack)
    {
        Assert.True(Ack.TryRead(Written(ack), out var read));
        Assert.Equal((ack.By, ack.Boot, ack.UpTo), (read.By, read.Boot, read.UpTo));
        Assert.Equal(ack.More, read.More);
        Assert.Equal(ack.Refused, read.Refused);
        Assert.Equal(ack.Alarms, read.Alarms);
    }

    private static byte[] Written(Ack ack)
    {
        var output = new ArrayBufferWriter<byte>();
        ack.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }
}
