using Vigia.EndToEnd.Kit;
using Vigia.Server.Sms;

namespace Vigia.EndToEnd.Sms;

/// <summary>A call that wakes somebody: smsd dials at the simulated modem, and hangs up.</summary>
[Trait("part", "sms")]
public sealed class RingTests
{
    [Fact]
    public async Task A_sleeper_s_phone_rings_for_its_time_and_the_modem_hangs_up()
    {
        await using var place = await SmsPlace.OpenAsync();

        var answer = await place.Gateway.RingAsync(SmsPlace.Maria, TimeSpan.FromSeconds(5), default);

        Assert.True(answer.State == RingState.Rang, $"{answer}\n{place.Seen()}");
        var call = Assert.Single(place.Modem.Calls);
        Assert.Equal("+584141234567", call.To);
        Assert.InRange(call.Rang.TotalSeconds, 4, 8);
        Assert.Empty(place.Modem.Accepted);
    }
}
