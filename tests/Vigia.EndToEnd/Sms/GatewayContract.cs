using Vigia.EndToEnd.Kit;
using Vigia.Server.Sms;

namespace Vigia.EndToEnd.Sms;

/// <summary>A gateway with something behind it that tells what reached a phone.</summary>
internal sealed record GatewayAtWork(
    ISmsGateway Gateway,
    Func<IReadOnlyList<(string To, string Text)>> Arrived,
    Func<Task> Fail,
    Func<ValueTask> Close
) : IAsyncDisposable
{
    /// <summary>What it called back, where it is not asked.</summary>
    public Func<IReadOnlyList<SmsReport>> Heard { get; init; } = () => [];

    public ValueTask DisposeAsync() => Close();
}

/// <summary>What every way to a phone has to do; each has this suite run against the real thing, or the nearest to it.</summary>
public abstract class GatewayContract
{
    internal abstract Task<GatewayAtWork> OpenAsync();

    [Fact]
    public async Task A_text_reaches_the_phone_and_is_told_as_sent()
    {
        await using var way = await OpenAsync();
        var sms = SmsPlace.Sms("INCENDIO aquí. 62°C SI A17", priority: SmsPriority.Fire);

        var answer = await way.Gateway.HandOverAsync(sms, default);

        Assert.Equal(HandOverState.Taken, answer.State);
        await Eventually.Until("it arrives", () => way.Arrived().Count > 0);
        Assert.Equal(("+584141234567", "INCENDIO aqui. 62C SI A17"), way.Arrived()[0]);
        var inHand = new SmsInHand(sms.Handle, sms.To, answer.Reference, SmsProgress.Submitted);
        await Eventually.Until(
            "it is told",
            async () =>
                (await way.Gateway.AskAsync([inHand], default))
                    .Concat(way.Heard())
                    .Any(report =>
                        report.Handle == sms.Handle && report.Progress is SmsProgress.Sent or SmsProgress.Delivered
                    )
        );
    }

    [Fact]
    public async Task A_repeated_hand_over_of_a_known_handle_is_one_text()
    {
        await using var way = await OpenAsync();
        var (first, last) = (SmsPlace.Sms("uno"), SmsPlace.Sms("dos"));
        await way.Gateway.HandOverAsync(first, default);

        var again = await way.Gateway.HandOverAsync(first, default);

        Assert.Equal(HandOverState.Taken, again.State);
        await way.Gateway.HandOverAsync(last, default);
        await Eventually.Until(
            "both arrive",
            () => way.Arrived().Any(sms => sms.Text == "uno") && way.Arrived().Any(sms => sms.Text == "dos")
        );
        await Eventually.Still("what arrives", () => way.Arrived().Count, TimeSpan.FromSeconds(2));
        Assert.Equal(way.Gateway.KnowsHandles ? 1 : 2, way.Arrived().Count(sms => sms.Text == "uno"));
    }

    [Fact]
    public async Task Of_a_message_it_never_had_it_tells_nothing_good()
    {
        await using var way = await OpenAsync();
        var stranger = new SmsInHand("0.0", SmsPlace.Maria, "none", SmsProgress.Sent);

        Assert.Empty(await way.Gateway.AskAsync([stranger], default));
        Assert.False(await way.Gateway.TryCancelAsync(stranger, default));
        Assert.Empty(await way.Gateway.ReceiveAsync(default));
    }

    [Fact]
    public async Task A_gateway_that_is_away_says_so_and_takes_nothing()
    {
        await using var way = await OpenAsync();
        Assert.Equal(GatewayState.Ready, (await way.Gateway.CheckAsync(default)).State);

        await way.Fail();

        var answer = await way.Gateway.HandOverAsync(SmsPlace.Sms("uno"), default);
        Assert.Equal(HandOverState.Unavailable, answer.State);
        Assert.NotEmpty(answer.Words!);
        Assert.Equal(GatewayState.Away, (await way.Gateway.CheckAsync(default)).State);
        Assert.Empty(way.Arrived());
    }
}
