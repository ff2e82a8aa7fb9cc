using System.Net;
using Vigia.Server;
using Vigia.Server.Cli;
using Vigia.Tests.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Cli;

[Collection(AtTheTerminal.Name)]
public sealed class SettingsTests
{
    private const string Option = "--thing";

    [Theory]
    [InlineData("127.0.0.1:1883")]
    [InlineData("0.0.0.0:65535")]
    [InlineData("[::1]:1883")]
    public void An_address_has_a_port(string text)
    {
        Assert.Equal(IPEndPoint.Parse(text), Given(text).EndPoint(Option, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1883")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:99999")]
    [InlineData("localhost:1883")]
    [InlineData("::1")]
    [InlineData("[::1]")]
    [InlineData("OFF")]
    public void What_is_no_address_is_refused_with_an_example(string text)
    {
        Assert.Equal(
            $"--thing: '{text}' is no address; write 127.0.0.1:1883.",
            Refused(() => Given(text).EndPoint(Option, null))
        );
    }

    [Fact]
    public void Off_is_nowhere_and_nothing_said_is_the_ordinary_place()
    {
        var ordinary = new IPEndPoint(IPAddress.Loopback, 1883);

        Assert.Null(Given("off").EndPoint(Option, ordinary));
        Assert.Equal(ordinary, Given(null).EndPoint(Option, ordinary));
    }

    [Theory]
    [InlineData("broker.granja:1883", "broker.granja", 1883)]
    [InlineData("10.0.0.2:1", "10.0.0.2", 1)]
    public void A_host_has_a_port_too(string text, string host, int port)
    {
        Assert.Equal((host, port), Given(text).HostAndPort(Option));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":1883")]
    [InlineData("broker")]
    [InlineData("broker:")]
    [InlineData("broker:0")]
    [InlineData("broker:65536")]
    [InlineData("broker:mqtt")]
    public void What_is_no_host_and_port_is_refused(string text)
    {
        Assert.Contains("is no address", Refused(() => Given(text).HostAndPort(Option)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("64MB", 64L << 20)]
    [InlineData("2gb", 2L << 30)]
    [InlineData("0.5KB", 512)]
    [InlineData("0MB", 0)]
    public void A_size_has_a_unit(string text, long bytes)
    {
        Assert.Equal(bytes, Given(text).Bytes(Option, 7));
        Assert.Equal(7, Given(null).Bytes(Option, 7));
    }

    [Theory]
    [InlineData("")]
    [InlineData("512")]
    [InlineData("MB")]
    [InlineData("-1MB")]
    [InlineData("NaNMB")]
    [InlineData("1e9GB")]
    [InlineData("lots")]
    public void What_is_no_size_is_refused(string text)
    {
        Assert.Contains(
            "is no size; write 64MB",
            Refused(() => Given(text).Bytes(Option, 7)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("50ms", 50)]
    [InlineData("1.5s", 1_500)]
    [InlineData("10m", 600_000)]
    [InlineData("2h", 7_200_000)]
    public void A_time_has_a_unit(string text, double milliseconds)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Given(text).Time(Option));
        Assert.Null(Given(null).Time(Option));
    }

    [Theory]
    [InlineData("")]
    [InlineData("50")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("NaNs")]
    [InlineData("soon")]
    [InlineData("1e9h")]
    public void What_is_no_time_is_refused(string text)
    {
        Assert.Contains("is no time; write 50ms", Refused(() => Given(text).Time(Option)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:8086")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("influx")]
    public void An_influxdb_has_a_web_address(string text)
    {
        Assert.Contains("write http://", Refused(() => Given(text).Url(Option)), StringComparison.Ordinal);
        Assert.Equal("http://h:8086/", Given("http://h:8086").Url(Option)?.ToString());
    }

    [Fact]
    public void One_word_of_a_few_is_told_with_all_of_them()
    {
        var words = new[] { ("none", 0), ("rtc", 1) };

        Assert.Equal(1, Given("rtc").OneOf(Option, 5, words));
        Assert.Equal(5, Given(null).OneOf(Option, 5, words));
        Assert.Equal("--thing: 'gps' is not one of none, rtc.", Refused(() => Given("gps").OneOf(Option, 5, words)));
    }

    [Fact]
    public void What_is_not_said_comes_from_the_environment()
    {
        Environment.SetEnvironmentVariable("VIGIA_SOME_THING", "from afar");
        try
        {
            Assert.Equal("from afar", Given(null).Text("--some-thing"));
            Assert.Equal("said", Given("said").Text("--some-thing"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("VIGIA_SOME_THING", null);
        }
    }

    [Theory]
    [InlineData("--site", "Granja 1", "--site: 'Granja 1' is no name")]
    [InlineData("--clock", "gps", "--clock: 'gps' is not one of auto, none, rtc, ntp.")]
    [InlineData("--reserve", "plenty", "--reserve: 'plenty' is no size")]
    [InlineData("--linger", "50", "--linger: '50' is no time")]
    [InlineData("--mqtts", "127.0.0.1:8883", "--tls-cert needs a value.")]
    [InlineData("--https", "0.0.0.0:8443", "--tls-cert needs a value.")]
    [InlineData("--broker", "mosquitto", "--broker: 'mosquitto' is no address")]
    [InlineData("--influx", "localhost", "--influx: 'localhost' is no address of an InfluxDB")]
    public void Serve_refuses_what_it_cannot_use_by_the_options_name(string option, string value, string said)
    {
        using var folder = new TemporaryData();

        var refusal = Refused(() => ServeOptions.Read(Serving(folder, (option, value))));

        Assert.StartsWith(said, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Serve_is_on_loopback_unless_asked_and_reads_what_it_is_told()
    {
        using var folder = new TemporaryData();

        var ordinary = ServeOptions.Read(Serving(folder));
        var told = ServeOptions.Read(Serving(folder, ("--clock", "rtc"), ("--reserve", "1MB"), ("--linger", "1s")));

        Assert.True(IPAddress.IsLoopback(ordinary.Listener.Plain!.Address));
        Assert.True(IPAddress.IsLoopback(ordinary.Http!.Address));
        Assert.Null(ordinary.Influx);
        Assert.Equal((ClockQuality.Rtc, 1L << 20), (told.Clock.Quality, told.Ingest.ReserveBytes));
        Assert.Equal(TimeSpan.FromSeconds(1), told.Ingest.Linger);
    }

    private static Settings Given(string? value) =>
        new(option => option is Option or "--some-thing" ? value : null, argument: null, new TextsEn());

    private static Settings Serving(TemporaryData folder, params (string Option, string Value)[] said) =>
        new(
            option => option == "--data" ? folder.Path : said.FirstOrDefault(s => s.Option == option).Value,
            argument: null,
            new TextsEn()
        );

    private static string Refused(Func<object?> read)
    {
        var words = Assert.Throws<PlainWords>(() => read());
        Assert.Equal(ExitCode.Usage, words.Code);
        return words.Message;
    }
}
