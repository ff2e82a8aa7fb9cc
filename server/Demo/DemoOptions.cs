using System.Net;
using Vigia.Server.Cli;
using Vigia.Server.Influx;
using Vigia.Server.Sms;
using Vigia.Wire;

namespace Vigia.Server.Demo;

/// <summary>What was asked of the demonstration.</summary>
/// <param name="For">Of the machine's time; null: until somebody ends it.</param>
/// <param name="Weather">Hourly observations in place of the made-up weather.</param>
/// <param name="Electronics">Noise, drift and faults in place of the ordinary ones.</param>
/// <param name="Farm">A farm file over the same nodes; null: the one that is built in, whose phones belong to nobody.</param>
/// <param name="Sms">By which way texts leave; never to phones that only the command line names.</param>
/// <param name="Keep">Where its files stay; null: a temporary folder, deleted at the end.</param>
internal sealed record DemoOptions(
    Scenario Scenario,
    double Speed,
    TimeSpan? For,
    string? Weather,
    string? Electronics,
    int Seed,
    IPEndPoint Mqtt,
    IPEndPoint Http,
    InfluxOptions? Influx,
    string? Keep,
    string? Farm,
    SmsOptions Sms
)
{
    public const string Argument = "SCENARIO";

    public static IReadOnlyList<string> Names { get; } =
    [
        "--scenario",
        "--speed",
        "--for",
        "--weather",
        "--electronics",
        "--seed",
        "--mqtt",
        "--http",
        "--influx",
        "--influx-db",
        "--keep",
        "--farm",
        "--sms",
        "--sms-secret",
    ];

    public static DemoOptions Read(Settings settings) =>
        new(
            ReadScenario(settings),
            settings.Number("--speed", 1, 1, WorldTime.Fastest),
            ReadFor(settings),
            ReadFile(settings, "--weather"),
            ReadFile(settings, "--electronics"),
            (int)settings.Number("--seed", 1, 0, int.MaxValue),
            ReadPort(settings, "--mqtt", 1883),
            ReadPort(settings, "--http", 8080),
            ServeOptions.ReadInflux(settings, "vigia_demo"),
            settings.Text("--keep"),
            ReadFile(settings, "--farm"),
            SmsOptions.Read(settings) with
            {
                Phones = [],
            }
        );

    private static Scenario ReadScenario(Settings settings)
    {
        var (argument, option) = (settings.Argument, settings.Text("--scenario"));
        if (argument is not null && option is not null && argument != option)
        {
            throw new PlainWords(settings.Texts.SaidTwice("--scenario"));
        }

        var name = argument ?? option ?? Scenario.Calm.Name;
        return Scenario.All.FirstOrDefault(scenario => scenario.Name == name)
            ?? throw new PlainWords(
                settings.Texts.NotOneOf(Argument, name, string.Join(", ", Scenario.All.Select(s => s.Name)))
            );
    }

    private static TimeSpan? ReadFor(Settings settings) =>
        settings.Time("--for") is not { } time ? null
        : time > TimeSpan.Zero ? time
        : throw new PlainWords(settings.Texts.NotATime("--for", settings.Text("--for")!));

    private static string? ReadFile(Settings settings, string option) =>
        settings.Text(option) is not { } file ? null
        : File.Exists(file) ? Path.GetFullPath(file)
        : throw new PlainWords(settings.Texts.NoSuchFile(option, file));

    private static IPEndPoint ReadPort(Settings settings, string option, int ordinary)
    {
        var at =
            settings.EndPoint(option, new IPEndPoint(IPAddress.Loopback, ordinary))
            ?? throw new PlainWords(settings.Texts.NotAnAddress(option, "off"));
        return at.Port == 0 ? FreePorts.On(at.Address) : at;
    }
}
