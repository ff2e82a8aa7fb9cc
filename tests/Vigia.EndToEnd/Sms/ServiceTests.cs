using Vigia.EndToEnd.Kit;

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
}
