using Vigia.Server.Sms;

namespace Vigia.EndToEnd.Sms;

/// <summary>A network and a phone that do not do what they should, seen through the real smsd.</summary>
[Trait("part", "sms")]
public sealed class SmstoolsTroubleTests
{
    [Fact]
    public async Task A_network_that_fails_once_gets_it_at_the_second_try()
    {
        await using var place = await SmsPlace.OpenAsync(modem => modem.Failing = 1);
        var sms = SmsPlace.Sms("uno");

        await place.HandOverAsync(sms);

        await place.ToldAsync(SmsPlace.InHand(sms), SmsProgress.Sent);
        Assert.Equal("uno", Assert.Single(place.Modem.Accepted).Text);
    }

    [Fact]
    public async Task A_network_that_always_fails_is_told_with_its_reason()
    {
        await using var place = await SmsPlace.OpenAsync(modem => modem.Failing = int.MaxValue);
        var sms = SmsPlace.Sms("uno");

        await place.HandOverAsync(sms);

        var report = await place.ToldAsync(SmsPlace.InHand(sms), SmsProgress.Failed);
        Assert.Contains("38", report.Words, StringComparison.Ordinal);
        Assert.Empty(place.Modem.Accepted);
    }

    [Fact]
    public async Task A_phone_that_stays_off_is_told_as_undelivered()
    {
        await using var place = await SmsPlace.OpenAsync(modem => modem.ReportStatus = 0x46);
        var sms = SmsPlace.Sms("uno");
        await place.HandOverAsync(sms);
        var sent = await place.ToldAsync(SmsPlace.InHand(sms), SmsProgress.Sent);

        var report = await place.ToldAsync(
            new SmsInHand(sms.Handle, sms.To, sent.Reference, SmsProgress.Sent),
            SmsProgress.Undelivered
        );

        Assert.StartsWith("70", report.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_whose_answer_is_lost_stays_one_message_for_us()
    {
        await using var place = await SmsPlace.OpenAsync(modem => modem.LosingAnswers = 1);
        var sms = SmsPlace.Sms("uno SI A17");

        await place.HandOverAsync(sms);
        await place.AcceptedAsync(1);
        await place.HandOverAsync(sms);

        // The network may get it a second time from smsd, which heard nothing; never from us.
        Assert.Equal(1, place.Smsd.Count("checked") + place.Smsd.Count("sent") + place.Smsd.Count("outgoing"));
        await place.ToldAsync(SmsPlace.InHand(sms), SmsProgress.Sent, TimeSpan.FromMinutes(3));
        Assert.InRange(place.Modem.Accepted.Count, 1, 2);
        Assert.All(place.Modem.Accepted, pdu => Assert.Equal("uno SI A17", pdu.Text));
    }
}
