using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Http;

namespace Vigia.EndToEnd.Sms;

/// <summary>Debian's Kannel 1.4.5: its bearerbox with the fake network that comes with it, its smsbox before us.</summary>
[Trait("part", "sms")]
public sealed class KannelContract : GatewayContract
{
    internal override async Task<GatewayAtWork> OpenAsync()
    {
        var kannel = new Kannel();
        await kannel.StartAsync();
        return new GatewayAtWork(kannel.Gateway, kannel.Arrived, kannel.StopSmsboxAsync, kannel.DisposeAsync)
        {
            Heard = () => [.. kannel.Heard],
        };
    }
}

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

    public Kannel()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        ears = builder.Build();
        ears.Urls.Add($"http://127.0.0.1:{ports.Ears}");
        ears.MapGet("/report", Hear);
        var callBack = new Uri($"http://127.0.0.1:{ports.Ears}/report");
        Gateway = new HttpGateway(
            new KannelPreset(
                new Uri($"http://127.0.0.1:{ports.Http}/"),
                new HttpLogin("vigia", "s:cret"),
                null,
                callBack
            ),
            http,
            HttpGatewayOptions.Default with
            {
                ReportsCome = true,
            },
            TimeProvider.System
        );
    }

    public HttpGateway Gateway { get; }

    public ConcurrentQueue<SmsReport> Heard { get; } = [];

    public async Task StartAsync()
    {
        await ears.StartAsync();
        var config = scratch.File("kannel.conf");
        await File.WriteAllTextAsync(config, Config());
        programs.Add(RunningProgram.Start(new Launch("bearerbox", "/usr/sbin/bearerbox", [config])));
        await Eventually.Until("bearerbox listens", async () => await Sockets.AnswersAsync(ports.Network));
        programs.Add(
            RunningProgram.Start(
                new Launch(
                    "fakesmsc",
                    "/usr/lib/kannel/test/fakesmsc",
                    ["-H", "127.0.0.1", "-r", $"{ports.Network}", "-m", "0", "1 2 text x"]
                )
            )
        );
        programs.Add(RunningProgram.Start(new Launch("smsbox", "/usr/sbin/smsbox", [config])));
        await Eventually.Until("smsbox listens", async () => await Sockets.AnswersAsync(ports.Http));
    }

    public Task StopSmsboxAsync() => programs[^1].KillAsync();

    public IReadOnlyList<(string To, string Text)> Arrived() =>
        [
            .. Got()
                .Matches(programs.Count > 1 ? programs[1].Said.Tail(200) : "")
                .Select(match => (match.Groups["to"].Value, match.Groups["text"].Value)),
        ];

    public async ValueTask DisposeAsync()
    {
        foreach (var program in Enumerable.Reverse(programs))
        {
            await program.DisposeAsync();
        }

        await ears.DisposeAsync();
        http.Dispose();
        scratch.Dispose();
    }

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

            group = sendsms-user
            username = vigia
            password = "s:cret"
            max-messages = 1

            group = sms-service
            keyword = default
            text = "none"
            """;

    [GeneratedRegex(
        @"Got message \d+: <\S+ (?<to>\S+) text (?<text>.*)>",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Got();
}
