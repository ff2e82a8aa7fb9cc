using System.Diagnostics;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Calls;
using Vigia.Server.Sms;

namespace Vigia.EndToEnd.Sms;

/// <summary>A call that wakes somebody: smsd dials at the simulated modem, and hangs up.</summary>
[Trait("part", "sms")]
public sealed class RingTests(ITestOutputHelper output)
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

    [Fact]
    public async Task A_fire_waits_behind_the_ring_of_what_is_no_fire_less_than_ten_seconds()
    {
        await using var place = await SmsPlace.OpenAsync();
        var ringing = place.Gateway.RingAsync(SmsPlace.Maria, WakerTimes.Default.RingsOfOthers, default);
        await Eventually.Until("it rings", () => place.Modem.IsRinging, seen: place.Seen);

        var watch = Stopwatch.StartNew();
        await place.HandOverAsync(SmsPlace.Sms("INCENDIO", SmsPlace.Jose, SmsPriority.Fire));
        await place.AcceptedAsync(1);

        output.WriteLine(
            $"behind a ring of {WakerTimes.Default.RingsOfOthers.TotalSeconds} s: {watch.Elapsed.TotalSeconds:0.0} s"
        );
        Assert.InRange(watch.Elapsed.TotalSeconds, 5, 10);
        Assert.Equal(RingState.Rang, (await ringing).State);
    }
}
