using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Http;

namespace Vigia.EndToEnd.Sms;

/// <summary>Kannel's bearerbox and smsbox, and its fake network, which says what a phone of it sends.</summary>
internal sealed partial class Kannel : IAsyncDisposable
{
    private readonly Scratch scratch = new();
    private readonly HttpClient http = new();
    private readonly WebApplication ears;
    private readonly (int Admin, int Box, int Network, int Http, int Ears) ports = (
        Ports.Free(),
        Ports.Free(),
        Ports.Free(),
        Ports.Free(),
        Ports.Free()
    );
    private readonly List<RunningProgram> programs = [];
    private readonly List<RunningProgram> networks = [];

    public Kannel()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        ears = builder.Build();
        ears.Urls.Add($"http://127.0.0.1:{ports.Ears}");
        ears.MapGet("/report", Hear);
        var callBack = new Uri($"http://127.0.0.1:{ports.Ears}/report");
        Gateway = new HttpGateway(
            new KannelPreset(Address, HttpLogin.Of(Login), null, callBack),
            http,
            HttpGatewayOptions.Default with
            {
                ReportsCome = true,
            },
            TimeProvider.System
        );
    }

    public HttpGateway Gateway { get; }

    /// <summary>Where texts are handed over.</summary>
    public Uri Address => new($"http://127.0.0.1:{ports.Http}/");

    public static string Login => "vigia:s:cret";

    /// <summary>Port of the service to which what phones send is brought; null: to none.</summary>
    public int? Service { get; init; }

    public ConcurrentQueue<SmsReport> Heard { get; } = [];

    public async Task StartAsync()
    {
        await ears.StartAsync();
        var config = scratch.File("kannel.conf");
        await File.WriteAllTextAsync(config, Config());
        programs.Add(RunningProgram.Start(new Launch("bearerbox", "/usr/sbin/bearerbox", [config])));
        await Eventually.Until("bearerbox listens", async () => await Sockets.AnswersAsync(ports.Network));
        ConnectNetwork();
        programs.Add(RunningProgram.Start(new Launch("smsbox", "/usr/sbin/smsbox", [config])));
        await Eventually.Until("smsbox listens", async () => await Sockets.AnswersAsync(ports.Http));
    }

    /// <summary>A phone sends this: the network goes, and comes back with it.</summary>
    public async Task SaysAsync(string from, string text)
    {
        await networks[^1].KillAsync();
        ConnectNetwork(from, text);
    }

    public Task StopSmsboxAsync() => programs[^1].KillAsync();

    public IReadOnlyList<(string To, string Text)> Arrived() =>
        [
            .. Got()
                .Matches(string.Join('\n', networks.Select(network => network.Said.Tail(200))))
                .Select(match => (match.Groups["to"].Value, match.Groups["text"].Value)),
        ];

    public async ValueTask DisposeAsync()
    {
        foreach (var program in Enumerable.Reverse([.. networks, .. programs]))
        {
            await program.DisposeAsync();
        }

        await ears.DisposeAsync();
        http.Dispose();
        scratch.Dispose();
    }

    private void ConnectNetwork(string from = "1", string? text = null) =>
        networks.Add(
            RunningProgram.Start(
                new Launch(
                    "fakesmsc",
                    "/usr/lib/kannel/test/fakesmsc",
                    [
                        "-H",
                        "127.0.0.1",
                        "-r",
                        $"{ports.Network}",
                        "-m",
                        text is null ? "0" : "1",
                        $"{from} 13013 text {text ?? "x"}",
                    ]
                )
            )
        );

    private string Incoming() =>
        Service is { } port
            ? $"get-url = \"http://127.0.0.1:{port}/sms/received?id=%I&from=%p&text=%a\""
            : "text = \"none\"";

    private IResult Hear(string handle, int type)
    {
        if (KannelPreset.Heard(handle, type) is { } report)
        {
            Heard.Enqueue(report);
        }

        return Results.Ok();
    }

    private string Config() =>
        $"""
            group = core
            admin-port = {ports.Admin}
            admin-interface = 127.0.0.1
            admin-password = none
            smsbox-port = {ports.Box}
            smsbox-interface = 127.0.0.1
            box-allow-ip = "127.0.0.1"
            log-level = 0

            group = smsc
            smsc = fake
            smsc-id = FAKE
            port = {ports.Network}
            connect-allow-ip = 127.0.0.1

            group = smsbox
            bearerbox-host = 127.0.0.1
            bearerbox-port = {ports.Box}
            sendsms-port = {ports.Http}
            sendsms-interface = 127.0.0.1
            global-sender = 13013
            http-request-retry = 60
            http-queue-delay = 10

            group = sendsms-user
            username = vigia
            password = "s:cret"
            max-messages = 1

            group = sms-service
            keyword = default
            max-messages = 0
            {Incoming()}
            """;

    [GeneratedRegex(
        @"Got message \d+: <\S+ (?<to>\S+) text (?<text>.*)>",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Got();
}
