using Vigia.Server.Sms;

namespace Vigia.EndToEnd.Sms;

/// <summary>The real smsd between our gateway and a simulated modem; what counts is the PDU that the network decodes.</summary>
[Trait("part", "sms")]
public sealed class SmstoolsTests
{
    [Fact]
    public async Task A_fire_reaches_the_phone_in_one_part_without_accents_and_is_told_as_delivered()
    {
        await using var place = await SmsPlace.OpenAsync();
        var sms = SmsPlace.Sms("INCENDIO Señal en potrero aquí. 62°C, evacúe. ¡Ya! SI A17", priority: SmsPriority.Fire);

        await place.HandOverAsync(sms);

        await place.AcceptedAsync(1);
        var pdu = Assert.Single(place.Modem.Accepted);
        Assert.Equal("+584141234567", pdu.To);
        Assert.Equal("INCENDIO Señal en potrero aqui. 62C, evacue. ¡Ya! SI A17", pdu.Text);
        Assert.False(pdu.IsUcs2);
        Assert.True(pdu.WantsReport);
        Assert.Equal(1, pdu.Parts);
        // 30 min: (5 + 1) · 5 min
        Assert.Equal(5, pdu.Validity);
        var sent = await place.ToldAsync(SmsPlace.InHand(sms), SmsProgress.Sent);
        var onItsWay = new SmsInHand(sms.Handle, sms.To, sent.Reference, SmsProgress.Sent);
        await place.ToldAsync(onItsWay, SmsProgress.Delivered);
        Assert.Single(place.Modem.Accepted);
    }

    [Fact]
    public async Task A_name_in_other_letters_leaves_as_it_is_written()
    {
        await using var place = await SmsPlace.OpenAsync();

        await place.HandOverAsync(SmsPlace.Sms("Пожар en el potrero"));

        await place.AcceptedAsync(1);
        var pdu = Assert.Single(place.Modem.Accepted);
        Assert.True(pdu.IsUcs2);
        Assert.Equal("Пожар en el potrero", pdu.Text);
    }

    [Fact]
    public async Task Fire_waits_for_the_text_that_is_on_the_air_and_overtakes_all_others()
    {
        // Twice as long as smsd takes to look into its spool.
        await using var place = await SmsPlace.OpenAsync(modem => modem.SecondsAnSms = 2);
        await place.HandOverAsync(Enumerable.Range(1, 6).Select(n => SmsPlace.Sms($"riego {n}")));
        await place.AcceptedAsync(1);

        await place.HandOverAsync(SmsPlace.Sms("INCENDIO", priority: SmsPriority.Fire));

        await place.AcceptedAsync(7);
        var order = place.Modem.Accepted.Select(pdu => pdu.Text).ToList();
        Assert.Equal(2, order.IndexOf("INCENDIO"));
    }
}
