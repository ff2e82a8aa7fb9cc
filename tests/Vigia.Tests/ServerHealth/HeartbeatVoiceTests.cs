using Microsoft.Extensions.Logging.Abstractions;
using Vigia.EndToEnd.Kit;
using Vigia.Server;
using Vigia.Server.Clock;
using Vigia.Server.Health;
using Vigia.Wire;

namespace Vigia.Tests.ServerHealth;

public sealed class HeartbeatVoiceTests
{
    private readonly ServerState state = new();

    [Fact]
    public void A_heartbeat_says_who_since_when_and_how_the_store_is()
    {
        state.Store = StoreState.Full;

        var heartbeat = Voice("b", 100).Now();

        Assert.Equal(("me", "b", 100.0), (heartbeat.Id, heartbeat.Run, heartbeat.Since));
        Assert.Equal((ClockQuality.Ntp, StoreState.Full), (heartbeat.Clk, heartbeat.Store));
    }

    [Theory]
    [InlineData("z", 99.9, true)]
    [InlineData("a", 100.1, false)]
    [InlineData("a", 100, true)]
    [InlineData("z", 100, false)]
    [InlineData("b", 100, false)]
    public void The_later_of_two_holds_back_and_of_two_alike_the_higher_run(string run, double since, bool isSecond)
    {
        Voice("b", 100).Hear(Other(run, since));

        Assert.Equal(isSecond, state.IsSecond);
    }

    [Fact]
    public void An_elders_last_will_makes_nobody_second()
    {
        Voice("b", 100).Hear(Other("a", 1, StoreState.Down));

        Assert.False(state.IsSecond);
    }

    [Fact]
    public void An_elder_with_a_full_store_is_still_the_one()
    {
        Voice("b", 100).Hear(Other("a", 1, StoreState.Full));

        Assert.True(state.IsSecond);
    }

    [Fact]
    public void It_does_not_stand_up_while_the_elder_was_heard_just_now()
    {
        var voice = Voice("b", 100);
        voice.Hear(Other("a", 1));

        voice.StandUpAfterSilence();

        Assert.True(state.IsSecond);
    }

    [Fact]
    public async Task It_stands_up_after_silence_and_holds_back_again_when_the_elder_is_back()
    {
        var voice = Voice("b", 100, timerScale: 0.001);
        voice.Hear(Other("a", 1));

        await Eventually.Until(
            "it stands up",
            () =>
            {
                voice.StandUpAfterSilence();
                return !state.IsSecond;
            }
        );

        voice.Hear(Other("a", 1));
        Assert.True(state.IsSecond);
    }

    private HeartbeatVoice Voice(string run, double since, double timerScale = 1) =>
        new(
            new ServerSelf("me", run, since),
            state,
            new ServerClock(new ClockOptions(ClockQuality.Ntp)),
            new ClockWatch(),
            new ServerOptions("farm", "/nowhere", timerScale),
            NullLogger<HeartbeatVoice>.Instance
        );

    private static Heartbeat Other(string run, double since, string store = StoreState.Ok) =>
        new("other", run, since, since, ClockQuality.Ntp, store);
}
