using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Sms.Modem;
using Vigia.Server.Sms;

namespace Vigia.EndToEnd.Sms;

/// <summary>What comes back through the real smsd: texts, the signal, what we take back.</summary>
[Trait("part", "sms")]
public sealed class SmstoolsAnswersTests
{
    [Fact]
    public async Task Answers_come_in_as_they_were_written_and_in_one_piece()
    {
        await using var place = await SmsPlace.OpenAsync();
        place.Modem.Receive(IncomingPdu.Deliver("+584141234567", "SI A17 ñé"));
        place.Modem.Receive(IncomingPdu.Deliver("+584141234567", "voy en camión ¿dónde?", ucs2: true));
        place.Modem.Receive(IncomingPdu.Deliver("+584247654321", "primera parte, ", piece: (7, 1, 2)));
        place.Modem.Receive(IncomingPdu.Deliver("+584247654321", "segunda", piece: (7, 2, 2)));

        IReadOnlyList<IncomingSms> came = [];
        await Eventually.Until(
            "three texts are there",
            async () => (came = await place.Gateway.ReceiveAsync(default)).Count >= 3,
            seen: () => $"{string.Join(" | ", came.Select(sms => sms.Text))}\n{place.Seen()}"
        );

        string[] texts = ["SI A17 ñé", "primera parte, segunda", "voy en camión ¿dónde?"];
        Assert.Equal(texts.Order(StringComparer.Ordinal), came.Select(sms => sms.Text).Order(StringComparer.Ordinal));
        Assert.Contains(came, sms => sms is { From: "584247654321", Text: "primera parte, segunda" });
        Assert.Equal(came.Select(sms => sms.Id), (await place.Gateway.ReceiveAsync(default)).Select(sms => sms.Id));
        foreach (var sms in came)
        {
            await place.Gateway.ForgetAsync(sms, default);
        }

        Assert.Empty(await place.Gateway.ReceiveAsync(default));
    }

    [Fact]
    public async Task A_text_that_nobody_took_up_can_be_taken_back()
    {
        await using var place = await SmsPlace.OpenAsync(modem => modem.IsRegistered = false);
        var sms = SmsPlace.Sms("uno");
        await place.HandOverAsync(sms);
        await Eventually.Until(
            "it is taken back",
            () => place.Gateway.TryCancelAsync(SmsPlace.InHand(sms), default),
            seen: place.Seen
        );

        place.Modem.IsRegistered = true;
        await place.HandOverAsync(SmsPlace.Sms("dos"));

        await place.AcceptedAsync(1);
        Assert.Equal(["dos"], place.Modem.Accepted.Select(pdu => pdu.Text));
    }

    [Fact]
    public async Task The_modems_signal_and_the_queue_are_known()
    {
        await using var place = await SmsPlace.OpenAsync(modem => modem.Signal = 20);
        await place.HandOverAsync(SmsPlace.Sms("uno"));
        await place.AcceptedAsync(1);

        GatewayHealth? health = null;
        await Eventually.Until(
            "signal and network are known",
            async () =>
                (health = await place.Gateway.CheckAsync(default)) is { SignalDbm: not null, Registration: not null },
            seen: () => $"{health}\n{place.Seen()}"
        );

        // −113 dBm + 2 · 20 (3GPP TS 27.007, 8.5)
        Assert.Equal(-73, health!.SignalDbm);
        Assert.NotNull(health.LastProof);
        Assert.Equal((GatewayState.Ready, Registration.Registered), (health.State, health.Registration));

        place.Modem.IsRegistered = false;

        await Eventually.Until(
            "it searches for a network",
            async () => (health = await place.Gateway.CheckAsync(default)).Registration == Registration.Searching,
            seen: () => $"{health}\n{place.Seen()}"
        );
    }
}
