using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Http;

namespace Vigia.EndToEnd.Sms;

/// <summary>smsd and the simulated modem behind it.</summary>
[Trait("part", "sms")]
public sealed class SmstoolsContract : GatewayContract
{
    internal override async Task<GatewayAtWork> OpenAsync()
    {
        var place = await SmsPlace.OpenAsync();
        return new GatewayAtWork(
            place.Gateway,
            () => [.. place.Modem.Accepted.Select(pdu => (pdu.To, pdu.Text))],
            () =>
            {
                Directory.Move(Path.Combine(place.Smsd.Spool, "sent"), Path.Combine(place.Smsd.Spool, "gone"));
                return Task.CompletedTask;
            },
            place.DisposeAsync
        );
    }
}

/// <summary>Lines of a file.</summary>
[Trait("part", "sms")]
public sealed class DryRunContract : GatewayContract
{
    internal override Task<GatewayAtWork> OpenAsync()
    {
        var scratch = new Scratch();
        var folder = scratch.Folder("data");
        var gateway = new DryRunGateway(folder, TimeProvider.System, NullLogger<DryRunGateway>.Instance);
        return Task.FromResult(
            new GatewayAtWork(
                gateway,
                () => Read(Path.Combine(folder, "sms.jsonl")),
                () =>
                {
                    Directory.Delete(folder, recursive: true);
                    return Task.CompletedTask;
                },
                () =>
                {
                    scratch.Dispose();
                    return ValueTask.CompletedTask;
                }
            )
        );
    }

    private static List<(string To, string Text)> Read(string path) =>
        File.Exists(path)
            ?
            [
                .. File.ReadLines(path)
                    .Select(line => JsonDocument.Parse(line).RootElement)
                    .Select(sms => (sms.GetProperty("to").GetString()!, sms.GetProperty("text").GetString()!)),
            ]
            : [];
}

/// <summary>The Android app's interface, played by a server of ours.</summary>
[Trait("part", "sms")]
public sealed class SmsGateContract : GatewayContract
{
    internal override Task<GatewayAtWork> OpenAsync() =>
        FakeHttpGateway.OpenAsync(address => new SmsGatePreset(address, FakeHttpGateway.Login));
}

/// <summary>Twilio's interface, played by a server of ours.</summary>
[Trait("part", "sms")]
public sealed class TwilioContract : GatewayContract
{
    internal override Task<GatewayAtWork> OpenAsync() =>
        FakeHttpGateway.OpenAsync(address => new TwilioPreset(address, FakeHttpGateway.Login, "+15005550006"));
}

/// <summary>A gateway that nobody knew, described by a file.</summary>
[Trait("part", "sms")]
public sealed class TemplateContract : GatewayContract
{
    internal override Task<GatewayAtWork> OpenAsync() =>
        FakeHttpGateway.OpenAsync(address =>
            TemplatePreset.Parse(
                $$"""
                POST {{address}}any?user={user}&password={password}
                Content-Type: application/json

                {"number": "{to}", "words": "{text}", "name": "{handle}"}
                """,
                FakeHttpGateway.Login,
                from: "",
                out _
            )!
        );
}
