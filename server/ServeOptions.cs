using System.Net;
using Vigia.Server.Cli;
using Vigia.Server.Clock;
using Vigia.Server.Influx;
using Vigia.Server.Ingest;
using Vigia.Server.Ingest.Broker;
using Vigia.Server.Ingest.Listener;
using Vigia.Server.Live;
using Vigia.Server.Nodes;
using Vigia.Server.Sms;
using Vigia.Wire;

namespace Vigia.Server;

/// <summary>All that <c>vigia serve</c> can be told. Defaults are safe on an open network: everything on loopback.</summary>
/// <param name="Broker">Null: listen ourselves.</param>
/// <param name="Influx">Null: no InfluxDB.</param>
/// <param name="Http">Null: no <c>/healthz</c>, no <c>/metrics</c>.</param>
internal sealed record ServeOptions(
    string DataFolder,
    string? Site,
    ListenerOptions Listener,
    BrokerOptions? Broker,
    InfluxOptions? Influx,
    IPEndPoint? Http,
    IngestOptions Ingest,
    ClockOptions Clock,
    double TimerScale
)
{
    /// <summary>What is logged at least: a demonstration has a voice of its own.</summary>
    public LogLevel LeastLogged { get; init; } = LogLevel.Information;

    /// <summary>Null: the page is nowhere encrypted.</summary>
    public PageTls? Https { get; init; }

    /// <summary>How messages reach people; at first they are only written down.</summary>
    public SmsOptions Sms { get; init; } = SmsOptions.None;

    public static IReadOnlyList<string> Names { get; } =
    [
        "--data",
        "--site",
        "--mqtt",
        "--mqtts",
        "--tls-cert",
        "--tls-key",
        "--broker",
        "--broker-user",
        "--broker-secret",
        "--broker-ca",
        "--influx",
        "--influx-db",
        "--influx-user",
        "--influx-secret",
        "--http",
        "--https",
        "--tls-ca",
        "--reserve",
        "--clock",
        "--clock-file",
        "--linger",
        .. SmsOptions.Names,
    ];

    public static ServeOptions Read(Settings settings)
    {
        var site = settings.Text("--site");
        if (site is not null && !Topics.IsName(site))
        {
            throw new PlainWords(settings.Texts.NotAName("--site", site));
        }

        var ingest = new IngestOptions();
        return new ServeOptions(
            settings.DataFolder(),
            site,
            ReadListener(settings),
            ReadBroker(settings),
            ReadInflux(settings, "vigia"),
            settings.EndPoint("--http", new IPEndPoint(IPAddress.Loopback, 8080)),
            ingest with
            {
                Linger = settings.Time("--linger") ?? ingest.Linger,
                ReserveBytes = settings.Bytes("--reserve", ingest.ReserveBytes),
                RetryPause = ingest.RetryPause * Settings.TimerScale,
            },
            new ClockOptions(
                settings.OneOf<ClockQuality?>(
                    "--clock",
                    null,
                    ("auto", null),
                    ("none", ClockQuality.None),
                    ("rtc", ClockQuality.Rtc),
                    ("ntp", ClockQuality.Ntp)
                ),
                settings.Text("--clock-file")
            ),
            Settings.TimerScale
        )
        {
            Sms = SmsOptions.Read(settings),
            Https = settings.EndPoint("--https", null) is { } https
                ? new PageTls(https, ReadTls(settings), settings.Text("--tls-ca"))
                : null,
        };
    }

    public static InfluxOptions? ReadInflux(Settings settings, string database)
    {
        if (settings.Url("--influx") is not { } url)
        {
            return null;
        }

        var login = (settings.Text("--influx-user"), settings.Text("--influx-secret")) is ({ } user, { } file)
            ? InfluxLogin.FromFile(user, file)
            : null;
        return new InfluxOptions(url, settings.Text("--influx-db") ?? database, login);
    }

    private static ListenerOptions ReadListener(Settings settings)
    {
        var options = new ListenerOptions();
        var tls = settings.EndPoint("--mqtts", null) is { } endPoint
            ? new ListenerTls(endPoint, ReadTls(settings))
            : null;
        return options with { Plain = settings.EndPoint("--mqtt", options.Plain), Tls = tls };
    }

    private static TlsFiles ReadTls(Settings settings) =>
        new(Needed(settings, "--tls-cert"), Needed(settings, "--tls-key"));

    private static BrokerOptions? ReadBroker(Settings settings)
    {
        if (settings.HostAndPort("--broker") is not var (host, port))
        {
            return null;
        }

        var secret = settings.Text("--broker-secret") is { } file
            ? File.ReadLines(file).FirstOrDefault("").Trim()
            : null;
        return new BrokerOptions
        {
            Host = host,
            Port = port,
            User = settings.Text("--broker-user"),
            Secret = secret,
            CaFile = settings.Text("--broker-ca"),
        };
    }

    private static string Needed(Settings settings, string option) =>
        settings.Text(option) ?? throw new PlainWords(settings.Texts.NeedsValue(option));
}
