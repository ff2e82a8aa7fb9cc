using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Sms.Modem;

namespace Vigia.EndToEnd.Sms;

/// <summary>From a hot reading of a real node to the PDU at the modem, with a service that dies on the way.</summary>
[Trait("part", "sms")]
public sealed class ServiceTests
{
    // Committed, and not handed over; handed over, and not marked.
    [Theory, InlineData(null), InlineData("sms-before-hand-over"), InlineData("sms-handed")]
    public async Task Each_person_gets_the_alarm_once_wherever_the_service_is_killed(string? crashAt)
    {
        await using var place = await SmsPlace.OpenAsync();
        await using var farm = await Kit.Farm.PrepareAsync(
            Way.Listener,
            plan =>
                plan with
                {
                    More = ["--sms", $"smstools:{place.Smsd.Spool}", "--sms-to", "0414-1234567,+584247654321"],
                }
        );
        await farm.StartServerAsync(crashAt);
        farm.StartAgent();

        await File.WriteAllTextAsync(farm.Nodes["inv1"].WorldFile, "heat=45\n");
        if (crashAt is not null)
        {
            await farm.Server.Program.CrashesAsync();
            await farm.StartServerAsync();
        }

        await place.AcceptedAsync(2);
        await Eventually.Still("the network", () => place.Modem.Accepted.Count, TimeSpan.FromSeconds(3));
        var pdus = place.Modem.Accepted;
        Assert.Equal(["+584141234567", "+584247654321"], pdus.Select(pdu => pdu.To).Order(StringComparer.Ordinal));
        Assert.All(pdus, pdu => Assert.Equal((1, false), (pdu.Parts, pdu.IsUcs2)));
        Assert.Single(pdus.Select(pdu => pdu.Text).Distinct());
    }

    // Committed, and not forgotten at the gateway; forgotten, and not marked as read.
    [Theory, InlineData(null), InlineData("sms-in-kept"), InlineData("sms-in-handed")]
    public async Task What_a_person_sends_is_kept_once_wherever_the_service_is_killed(string? crashAt)
    {
        await using var place = await SmsPlace.OpenAsync();
        await using var farm = await Kit.Farm.PrepareAsync(
            Way.Listener,
            plan => plan with { More = ["--sms", $"smstools:{place.Smsd.Spool}", "--sms-to", "0414-1234567"] }
        );
        await farm.StartServerAsync(crashAt);
        place.Modem.Receive(IncomingPdu.Deliver("+584141234567", "voy en camión ¿dónde?", ucs2: true));
        if (crashAt is not null)
        {
            await farm.Server.Program.CrashesAsync();
            await farm.StartServerAsync();
        }

        Transcript? said = null;
        await Eventually.Until(
            "the text is kept, and gone from the spool",
            async () =>
                place.Smsd.Count("incoming") == 0
                && (said = await ServerProcess.RunAsync("sms", "in", "--data", farm.ServerPlan.DataFolder)).Find(line =>
                    line.Contains("voy en camión ¿dónde?", StringComparison.Ordinal)
                )
                    is not null,
            seen: () => $"{said?.Tail(5)}\n{place.Seen()}"
        );
        Assert.Single(said!.Tail(20).Split('\n'));
        Assert.Contains("…4567", said.Tail(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_sent_by_hand_is_followed_to_the_phone_and_the_way_tells_how_it_is()
    {
        await using var place = await SmsPlace.OpenAsync();
        await using var farm = await Kit.Farm.OpenAsync(
            Way.Listener,
            plan => plan with { More = ["--sms", $"smstools:{place.Smsd.Spool}", "--sms-to", "0414-1234567"] }
        );
        var data = farm.ServerPlan.DataFolder;

        var sent = await ServerProcess.RunAsync("sms", "send", "0424-7654321", "Prueba de la vía", "--data", data);

        Assert.NotNull(sent.Find(line => line is "sent" or "received by the phone"));
        var pdu = Assert.Single(place.Modem.Accepted);
        Assert.Equal(("+584247654321", "Prueba de la via"), (pdu.To, pdu.Text));
        await Eventually.Until(
            "the modem was asked for its network",
            () => File.Exists(place.Smsd.NetworkFile),
            seen: place.Seen
        );
        var status = await ServerProcess.RunAsync("sms", "status", "--data", data);
        Assert.NotNull(
            status.Find(line =>
                line.Contains("smstools", StringComparison.Ordinal)
                && line.Contains("signal -73 dBm", StringComparison.Ordinal)
                && line.Contains("on a network", StringComparison.Ordinal)
            )
        );
        Assert.Equal("Works", (await farm.Server.HealthAsync()).GetProperty("sms").GetString());
        Assert.Equal(1, await farm.Server.MetricAsync("vigia_sms_way_sound", "smstools"));

        await place.Smsd.KillAsync();
        Directory.Move(Path.Combine(place.Smsd.Spool, "sent"), Path.Combine(place.Smsd.Spool, "gone"));

        await Eventually.Until(
            "the path is down",
            async () =>
                (await farm.Server.HealthAsync()) is var health
                && health.GetProperty("sms").GetString() == "Down"
                && health.GetProperty("status").GetString() == "trouble"
        );
    }
}
