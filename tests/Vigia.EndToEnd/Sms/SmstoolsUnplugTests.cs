using Vigia.EndToEnd.Kit;
using Vigia.Server.Sms;

namespace Vigia.EndToEnd.Sms;

/// <summary>
/// By itself smsd asks a line that was unplugged while it sent for its network, up to a hundred times, before it opens it anew:
/// minutes. Told to end, it first waits a minute for the modem's answer. So udev has it killed and begun anew with the modem
/// (<c>60-vigia-modem.rules</c>): what it had in hand lies in its spool.
/// </summary>
[Trait("part", "sms")]
public sealed class SmstoolsUnplugTests
{
    [Fact]
    public async Task A_modem_that_is_unplugged_while_it_sends_sends_it_when_it_is_plugged_in_again_and_it_is_one_message()
    {
        await using var place = await SmsPlace.OpenAsync(modem => modem.SecondsAnSms = 3);
        var sms = SmsPlace.Sms("en el aire");
        await place.HandOverAsync(sms);
        await Eventually.Until("it is on the air", () => place.Modem.IsSending, seen: place.Seen);

        await place.Modem.UnplugAsync();
        place.Modem.Plug();
        await place.Smsd.BeginAnewAsync();

        await place.ToldAsync(SmsPlace.InHand(sms), SmsProgress.Sent);
        // What was on the air may have arrived: smsd did not hear of it.
        Assert.InRange(place.Modem.Accepted.Count, 1, 2);
        Assert.All(place.Modem.Accepted, pdu => Assert.Equal("en el aire", pdu.Text));
    }
}
