using Vigia.Server.Cli;
using Vigia.Server.Sms;

namespace Vigia.Tests.Sms;

public sealed class SmsOptionsTests
{
    [Fact]
    public void Two_ways_and_the_phones_are_read_from_the_command_line()
    {
        var read = Read(
            ("--sms", "smstools:/spool"),
            ("--sms-second", "smsgate:http://192.168.1.9:8080"),
            ("--sms-to", "0414-1234567, +584247654321,0414 1234567")
        );

        Assert.Equal([SmsWayKind.Smstools, SmsWayKind.SmsGate], read.Ways.Select(way => way.Kind));
        Assert.Equal(["/spool", "http://192.168.1.9:8080"], read.Ways.Select(way => way.Place));
        Assert.Equal(["+584141234567", "+584247654321"], read.Phones.Select(phone => phone.E164));
    }

    [Fact]
    public void Nothing_said_is_nothing_sent() => Assert.Empty(Read().Ways);

    [Theory]
    [InlineData("--sms", "--sms-to", "0414-1234567")]
    [InlineData("--sms-from", "--sms", "twilio", "--sms-to", "0414-1234567")]
    [InlineData("pigeon", "--sms", "pigeon", "--sms-to", "0414-1234567")]
    [InlineData("Movistar", "--sms", "dry", "--sms-to", "Movistar")]
    [InlineData("--sms", "--sms", "kannel:here", "--sms-to", "0414-1234567")]
    public void Half_a_way_is_refused_by_name(string named, params string[] words)
    {
        var refused = Assert.Throws<PlainWords>(() => Read([.. words.Chunk(2).Select(pair => (pair[0], pair[1]))]));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static SmsOptions Read(params (string Option, string Value)[] given) =>
        SmsOptions.Read(
            new Settings(
                option => given.FirstOrDefault(pair => pair.Option == option).Value,
                argument: null,
                CliLanguage.Of(_ => null)
            )
        );
}
