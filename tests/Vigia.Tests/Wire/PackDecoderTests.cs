using System.Text;
using Vigia.Wire;

namespace Vigia.Tests.Contract;

public sealed class PackDecoderTests
{
    private const string Head = """{"bn":"inv1/","bt":1764000000,"boot":"9f3a5c0d11e2b764","seq":7}""";
    private const string Air = """{"n":"air","u":"Cel","v":27.4}""";

    private readonly PackDecoder decoder = new();
    private readonly Pack pack = new();

    [Fact]
    public void The_example_of_the_contract_decodes_exactly()
    {
        const string example = """
            [{"bn":"inv1/","bt":1764000000.120,"boot":"9f3a5c0d11e2b764","seq":1842,"clk":3,"up":86400.118,"kb":"c01d"},
            {"n":"air","u":"Cel","v":27.4},{"n":"soil","u":"/","vs":"NoAnswer","q":4},{"n":"litros","u":"l","v":3.5,"s":5120.5}]
            """;

        Assert.Null(Decode(example));

        var boot = new BootId(0x9f3a5c0d11e2b764);
        var expected = new PackHeader(boot, 1842, ClockQuality.Ntp, 1_764_000_000_120, 86_400_118, 0xc01d);
        Assert.Equal(expected, pack.Header);
        Assert.Equal((boot, 1842), decoder.Identity);
        Assert.Equal(
            [
                new Reading("air", "Cel", 27.4),
                new Reading("soil", "/", null, Fault: "NoAnswer", Flag: QartodFlag.Fail),
                new Reading("litros", "l", 3.5, 5120.5),
            ],
            pack.Readings
        );
    }

    [Theory]
    [InlineData(Refusal.NotJson, "")]
    [InlineData(Refusal.NotJson, " ")]
    [InlineData(Refusal.NotJson, "\0")]
    [InlineData(Refusal.NotJson, "\ufeff[]")]
    [InlineData(Refusal.NotJson, "[")]
    [InlineData(Refusal.NotJson, "[HEAD,AIR")]
    [InlineData(Refusal.NotJson, "[HEAD,AIR,]")]
    [InlineData(Refusal.NotJson, "[HEAD,AIR] x")]
    [InlineData(Refusal.NotJson, "[HEAD,AIR][]")]
    [InlineData(Refusal.NotJson, "[HEAD,AIR]\0")]
    [InlineData(Refusal.NotJson, "/* no */[HEAD,AIR]")]
    [InlineData(Refusal.NotJson, """[HEAD,{"n":"air","v":NaN}]""")]
    [InlineData(Refusal.NotJson, """[HEAD,{"n":"air","v":01}]""")]
    [InlineData(Refusal.NotJson, """[HEAD,{"n":"air","v":1,"x":[[[1]]]}]""")]
    [InlineData(Refusal.NotSenml, "{}")]
    [InlineData(Refusal.NotSenml, "null")]
    [InlineData(Refusal.NotSenml, "1")]
    [InlineData(Refusal.NotSenml, "[HEAD,AIR,1]")]
    [InlineData(Refusal.NotSenml, "[HEAD,[AIR]]")]
    [InlineData(Refusal.NotSenml, """[HEAD,{"n":1,"v":1}]""")]
    [InlineData(Refusal.NotSenml, """[HEAD,{"n":null,"v":1}]""")]
    [InlineData(Refusal.NotSenml, """[HEAD,{"n":"air","v":"1"}]""")]
    [InlineData(Refusal.NotSenml, """[HEAD,{"n":"air","v":null}]""")]
    [InlineData(Refusal.NotSenml, """[HEAD,{"n":"air","vb":1}]""")]
    [InlineData(Refusal.NotSenml, """[HEAD,{"n":"air","v":1,"q":5}]""")]
    [InlineData(Refusal.NotSenml, """[HEAD,{"n":"\ud800","v":1}]""")]
    [InlineData(Refusal.NotSenml, """[{"kb":"c01d5c01d"},AIR]""")]
    [InlineData(Refusal.UnknownLabel, """[HEAD,{"n":"air","v":1,"bv":2}]""")]
    [InlineData(Refusal.UnknownLabel, """[HEAD,{"n":"air","v":1,"bs":2}]""")]
    [InlineData(Refusal.UnknownLabel, """[HEAD,{"n":"air","vd":"AAAA"}]""")]
    [InlineData(Refusal.UnknownLabel, """[HEAD,{"n":"air","v":1,"must_":2}]""")]
    [InlineData(Refusal.NoIdentity, "[AIR]")]
    [InlineData(Refusal.NoIdentity, """[{"bn":"inv1/","bt":1,"seq":7},AIR]""")]
    [InlineData(Refusal.NoIdentity, """[{"bn":"inv1/","bt":1,"boot":"9f3a5c0d11e2b764"},AIR]""")]
    [InlineData(Refusal.NoIdentity, """[{"bn":"inv1/","bt":1,"boot":"9f3a","seq":7},AIR]""")]
    [InlineData(Refusal.NoIdentity, """[{"bn":"inv1/","bt":1,"boot":7,"seq":7},AIR]""")]
    [InlineData(Refusal.NoIdentity, """[{"bn":"inv1/","bt":1,"boot":"9f3a5c0d11e2b764","seq":-1},AIR]""")]
    [InlineData(Refusal.NoIdentity, """[{"bn":"inv1/","bt":1,"boot":"9f3a5c0d11e2b764","seq":1.5},AIR]""")]
    [InlineData(Refusal.NoIdentity, """[{"bn":"inv1/","bt":1,"boot":"9f3a5c0d11e2b764","seq":9007199254740993},AIR]""")]
    [InlineData(Refusal.WrongNode, """[{"bt":1,"boot":"9f3a5c0d11e2b764","seq":7},AIR]""")]
    [InlineData(Refusal.WrongNode, """[{"bn":"inv2/","bt":1,"boot":"9f3a5c0d11e2b764","seq":7},AIR]""")]
    [InlineData(Refusal.WrongNode, """[{"bn":"inv1","bt":1,"boot":"9f3a5c0d11e2b764","seq":7},AIR]""")]
    [InlineData(Refusal.WrongNode, """[{"bn":"inv1/x","bt":1,"boot":"9f3a5c0d11e2b764","seq":7},AIR]""")]
    [InlineData(Refusal.WrongNode, """[HEAD,{"bn":"inv2/","n":"air","v":1}]""")]
    [InlineData(Refusal.BadTime, """[{"bn":"inv1/","boot":"9f3a5c0d11e2b764","seq":7},AIR]""")]
    [InlineData(Refusal.BadTime, """[{"bn":"inv1/","bt":-1,"boot":"9f3a5c0d11e2b764","seq":7},AIR]""")]
    [InlineData(Refusal.BadTime, """[{"bn":"inv1/","bt":1e12,"boot":"9f3a5c0d11e2b764","seq":7},AIR]""")]
    [InlineData(Refusal.BadTime, """[{"bn":"inv1/","bt":1,"boot":"9f3a5c0d11e2b764","seq":7,"clk":4},AIR]""")]
    [InlineData(Refusal.BadTime, """[HEAD,{"n":"air","v":1,"t":-0.001}]""")]
    [InlineData(Refusal.BadTime, """[HEAD,{"n":"air","v":1,"t":3600.001}]""")]
    [InlineData(Refusal.BadNumber, """[{"bt":1e999},AIR]""")]
    [InlineData(Refusal.BadNumber, """[{"up":-1},AIR]""")]
    [InlineData(Refusal.BadNumber, """[HEAD,{"n":"air","v":1e999}]""")]
    [InlineData(Refusal.BadNumber, """[HEAD,{"n":"air","v":-1e999}]""")]
    [InlineData(Refusal.BadNumber, """[HEAD,{"n":"air","s":1e999}]""")]
    [InlineData(Refusal.BadNumber, """[HEAD,{"n":"air","v":1,"t":1e999}]""")]
    [InlineData(Refusal.BadName, """[HEAD,{"v":1}]""")]
    [InlineData(Refusal.BadName, """[HEAD,{"n":"","v":1}]""")]
    [InlineData(Refusal.BadName, """[HEAD,{"n":"-air","v":1}]""")]
    [InlineData(Refusal.BadName, """[HEAD,{"n":"aire frío","v":1}]""")]
    [InlineData(Refusal.BadName, """[HEAD,{"n":"a\u0000b","v":1}]""")]
    [InlineData(Refusal.BadName, """[HEAD,{"n":"air","u":"a unit of 17 letters","v":1}]""")]
    [InlineData(Refusal.BadName, """[HEAD,{"n":"air","vs":""}]""")]
    [InlineData(Refusal.NoValue, "[]", true)]
    [InlineData(Refusal.NoValue, "[HEAD]")]
    [InlineData(Refusal.NoValue, """[HEAD,{"n":"air","u":"Cel"}]""")]
    [InlineData(Refusal.DuplicatePoint, "[HEAD,AIR,AIR]")]
    [InlineData(Refusal.DuplicatePoint, """[HEAD,AIR,{"n":"air","vs":"NoAnswer","t":0.0001}]""")]
    public void What_is_refused_has_a_name(Refusal expected, string json, bool plain = false)
    {
        var bytes = Encoding.UTF8.GetBytes(Filled(json));

        var refusal = plain ? decoder.DecodePlain(bytes, "inv1", pack) : decoder.Decode(bytes, "inv1", pack);

        Assert.Equal(expected, refusal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes($$"""[{{Head}},{"n":"a"""), 0xff, 0xfe, .. "\",\"v\":1}]"u8];

        Assert.Equal(Refusal.BadName, decoder.Decode(bytes, "inv1", pack));
        Assert.Equal(Refusal.NotJson, decoder.Decode([0xff], "inv1", pack));
    }

    [Fact]
    public void A_pack_may_have_64_KiB_and_not_a_byte_more()
    {
        var json = Filled("[HEAD,AIR]");

        Assert.Null(Decode(json.PadRight(Pack.MaxBytes)));
        Assert.Equal(Refusal.TooLarge, Decode(json.PadRight(Pack.MaxBytes + 1)));
        Assert.Null(decoder.Identity);
    }

    [Fact]
    public void A_pack_may_have_256_records_and_not_one_more()
    {
        Assert.Null(Decode(WithRecords(Pack.MaxRecords)));
        Assert.Equal(Pack.MaxRecords, pack.Readings.Count);
        Assert.Equal(Refusal.TooManyRecords, Decode(WithRecords(Pack.MaxRecords + 1)));
    }

    [Theory]
    [InlineData("-0", -0.0)]
    [InlineData("-0.0e5", -0.0)]
    [InlineData("1E+2", 100)]
    [InlineData("25e-1", 2.5)]
    [InlineData("5e-324", double.Epsilon)]
    [InlineData("1e-999", 0)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("0.1000000000000000055511151231257827021181583404541015625", 0.1)]
    public void Numbers_are_read_to_the_bit(string written, double expected)
    {
        Assert.Null(Decode(Filled($$"""[HEAD,{"n":"air","v":{{written}}}]""")));

        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(ValueOf(0)));
    }

    [Fact]
    public void Escapes_say_the_same_name()
    {
        Assert.Null(Decode(Filled("""[HEAD,{"\u006e":"a\u0069r","v":1},{"n":"r\u0061in","vs":"No\tAnswer"}]""")));

        Assert.Equal(["air", "rain"], pack.Readings.Select(r => r.Point));
        Assert.Equal("No\tAnswer", pack.Readings[1].Fault);
    }

    [Fact]
    public void The_base_unit_is_that_of_records_without_one()
    {
        Assert.Null(Decode(Filled("""[HEAD,{"bu":"Cel"},{"n":"air","v":1},{"n":"soil","u":"/","v":0.2}]""")));

        Assert.Equal(["Cel", "/"], pack.Readings.Select(r => r.Unit));
    }

    [Fact]
    public void A_base_time_that_moves_within_a_pack_moves_only_what_follows_it()
    {
        Assert.Null(Decode(Filled("""[HEAD,AIR,{"bt":1764000002,"n":"air","v":2},{"n":"air","v":3,"t":0.5}]""")));

        Assert.Equal(1_764_000_000_000, pack.Header.TimeMs);
        Assert.Equal([0, 2_000, 2_500], pack.Readings.Select(r => r.OffsetMs));
    }

    [Fact]
    public void A_pack_has_one_identity()
    {
        Assert.Equal(Refusal.NoIdentity, Decode(Filled("""[HEAD,AIR,{"seq":8,"n":"rain","v":2}]""")));
        Assert.Null(decoder.Identity);
    }

    [Fact]
    public void The_identity_of_a_refused_pack_is_told_where_it_stood_before_the_fault()
    {
        Assert.Equal(Refusal.BadNumber, Decode(Filled("""[HEAD,{"n":"air","v":1e999}]""")));
        Assert.Equal((new BootId(0x9f3a5c0d11e2b764), 7), decoder.Identity);

        Assert.Equal(Refusal.NotSenml, Decode("{}"));
        Assert.Null(decoder.Identity);
    }

    [Fact]
    public void A_refused_pack_leaves_nothing_for_the_next()
    {
        Assert.Equal(Refusal.NotJson, Decode(Filled("""[HEAD,{"bu":"V"},AIR,""")));
        Assert.Null(Decode(Filled("""[HEAD,{"n":"rain","v":1}]""")));

        Assert.Equal([new Reading("rain", null, 1)], pack.Readings);
    }

    [Fact]
    public void Labels_that_may_be_passed_over_are()
    {
        Assert.Null(Decode(Filled("""[HEAD,{"n":"air","v":1,"ut":5,"note":{"a":[]},"vb2":null}]""")));
    }

    [Fact]
    public void A_plain_device_with_absolute_times_keeps_them()
    {
        Assert.Null(Plain("""[{"bn":"trampa/","bt":1764000000.5,"n":"v","v":1},{"n":"w","v":2,"t":-1.25}]"""));

        Assert.False(pack.Untimed);
        Assert.Equal(1_763_999_999_250, pack.Header.TimeMs);
        Assert.Equal([1_250, 0], pack.Readings.Select(r => r.OffsetMs));
        Assert.Equal(1_250, pack.SpanMs);
    }

    [Fact]
    public void A_plain_device_without_time_is_as_of_its_arrival()
    {
        Assert.Null(Plain("""[{"n":"v","v":1},{"n":"w","v":2,"t":-3}]"""));

        Assert.True(pack.Untimed);
        Assert.Equal([0, 0], pack.Readings.Select(r => r.OffsetMs));
    }

    [Fact]
    public void One_untimed_record_makes_a_plain_pack_untimed_and_twins_are_seen_then()
    {
        Assert.Equal(Refusal.DuplicatePoint, Plain("""[{"n":"v","v":1,"t":1764000000},{"n":"v","v":2}]"""));
        Assert.True(pack.Untimed);
    }

    [Fact]
    public void Of_a_plain_device_the_base_name_may_be_the_points_own()
    {
        Assert.Null(Plain("""[{"bn":"lluvia/","v":1}]"""));
        Assert.Equal("lluvia", pack.Readings[0].Point);
        Assert.Equal(Refusal.BadTime, Plain("""[{"n":"v","v":1,"t":1e12}]"""));
    }

    private Refusal? Decode(string json) => decoder.Decode(Encoding.UTF8.GetBytes(json), "inv1", pack);

    private Refusal? Plain(string json) => decoder.DecodePlain(Encoding.UTF8.GetBytes(json), "trampa", pack);

    private double ValueOf(int index) => pack.Readings[index].Value ?? double.NaN;

    private static string Filled(string json) => json.Replace("HEAD", Head).Replace("AIR", Air);

    private static string WithRecords(int count) =>
        $"[{Head},{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"n":"p{{i}}","v":1}"""))}]";
}
