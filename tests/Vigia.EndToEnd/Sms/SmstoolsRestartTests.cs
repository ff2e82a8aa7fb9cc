using Vigia.EndToEnd.Kit;
using Vigia.Server.Sms;

namespace Vigia.EndToEnd.Sms;

/// <summary>What is away for a while and comes back: network, modem, daemon.</summary>
[Trait("part", "sms")]
public sealed class SmstoolsRestartTests
{
    [Fact]
    public async Task Without_a_network_the_text_waits_and_leaves_when_it_is_back()
    {
        await using var place = await SmsPlace.OpenAsync(modem => modem.IsRegistered = false);
        await place.HandOverAsync(SmsPlace.Sms("uno"));
        await Eventually.Until(
            "the gateway is told as stuck",
            async () => (await place.Gateway.CheckAsync(default)).State == GatewayState.Stuck,
            seen: place.Seen
        );
        Assert.Empty(place.Modem.Accepted);

        place.Modem.IsRegistered = true;

        await place.AcceptedAsync(1);
    }

    [Fact]
    public async Task An_unplugged_modem_sends_what_waits_when_it_is_plugged_in_again()
    {
        await using var place = await SmsPlace.OpenAsync();
        await place.HandOverAsync(SmsPlace.Sms("antes"));
        await place.AcceptedAsync(1);
        await Eventually.Until("smsd rests", () => !place.Smsd.HasLineOpen(), seen: place.Seen);

        await place.Modem.UnplugAsync();
        await place.HandOverAsync(SmsPlace.Sms("durante"));
        place.Modem.Plug();

        await place.AcceptedAsync(2, TimeSpan.FromSeconds(50));
        Assert.Equal(["antes", "durante"], place.Modem.Accepted.Select(pdu => pdu.Text));
    }

    [Fact]
    public async Task A_killed_daemon_sends_the_rest_when_it_is_back()
    {
        await using var place = await SmsPlace.OpenAsync(modem => modem.SecondsAnSms = 0.5);
        await place.HandOverAsync(Enumerable.Range(1, 4).Select(n => SmsPlace.Sms($"n{n}")));
        await place.AcceptedAsync(1);

        await place.Smsd.KillAsync();
        await place.Smsd.StartAsync();

        await Eventually.Until(
            "all four are there",
            () => place.Modem.Accepted.Select(pdu => pdu.Text).Distinct().Count() == 4,
            seen: place.Seen
        );
        // The one that was on the air may go twice: smsd did not live to hear of it.
        Assert.InRange(place.Modem.Accepted.Count, 4, 5);
    }
}
