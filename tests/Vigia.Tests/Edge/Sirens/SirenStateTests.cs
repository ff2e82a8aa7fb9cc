using FsCheck.Xunit;
using Vigia.Edge.Sirens;

namespace Vigia.Tests.Edge.Sirens;

/// <summary>When a siren sounds, second by second, without a line.</summary>
public sealed class SirenStateTests
{
    private static readonly SirenBound Bound = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(false, 60, SirenReason.NoAlarm)]
    [InlineData(true, 29, SirenReason.ServerAlerts)]
    [InlineData(true, 30, SirenReason.ServerAway)]
    internal void The_node_itself_sounds_it_when_an_alarm_stands_and_nobody_else_can_tell(
        bool stands,
        int silentSeconds,
        SirenReason reason
    ) => Assert.Equal(reason, LocalSiren.Decide(stands, TimeSpan.FromSeconds(silentSeconds), TimeSpan.FromSeconds(30)));

    [Fact]
    public void It_sounds_as_long_as_was_ordered_and_an_order_of_nothing_ends_it()
    {
        var night = new Night();

        night.Order(10);
        Assert.Equal("1111111111000", night.Run(13));

        night.Order(10);
        Assert.Equal("111", night.Run(3));
        night.Order(0);
        Assert.Equal("000", night.Run(3));
    }

    [Fact]
    public void Pulses_are_a_second_on_and_a_second_off()
    {
        var night = new Night();

        night.Order(5, pulsed: true);

        Assert.Equal("1010100", night.Run(7));
    }

    [Fact]
    public void Either_reason_is_enough_and_the_end_of_one_does_not_silence_the_other()
    {
        var night = new Night { IsLocal = true };
        Assert.Equal("11", night.Run(2));

        night.Order(3);
        Assert.Equal("1111", night.Run(4));
        night.Order(0);
        Assert.Equal("11", night.Run(2));
        night.IsLocal = false;
        Assert.Equal("00", night.Run(2));
    }

    [Fact]
    public void After_its_longest_time_it_rests_and_then_may_sound_again()
    {
        var night = new Night { IsLocal = true };

        Assert.Equal(new string('1', 60) + new string('0', 30) + new string('1', 60) + "000", night.Run(153));
    }

    [Fact]
    public void Short_silences_between_orders_do_not_make_it_longer()
    {
        var night = new Night();
        var sounded = 0;
        for (var i = 0; i < 9; i++)
        {
            night.Order(9);
            sounded += night.Run(9).Count(second => second == '1');
            night.Order(0);
            night.Run(1);
        }

        Assert.Equal(60, sounded);
    }

    /// <summary>
    /// Whatever is ordered in whatever order, and whatever the node's own alarms do: between two silences of its rest it never
    /// sounds longer than its bound.
    /// </summary>
    [Property(MaxTest = 300)]
    public void No_order_of_orders_leaves_it_on_beyond_its_bound(int seed)
    {
        var dice = new Random(seed);
        var night = new Night();
        var (used, silent) = (0, 0);
        for (var second = 0; second < 1000; second++)
        {
            if (dice.Next(8) == 0)
            {
                night.Order(dice.Next(-1, 200), pulsed: dice.Next(2) == 0);
            }

            if (dice.Next(40) == 0)
            {
                night.IsLocal = !night.IsLocal;
            }

            var isOn = night.Run(1) == "1";
            (used, silent) = isOn ? (used + 1, 0) : (used, silent + 1);
            used = silent >= 30 ? 0 : used;
            Assert.InRange(used, 0, 60);
        }

        night.IsLocal = false;
        Assert.EndsWith("0", night.Run(201), StringComparison.Ordinal);
    }

    private sealed class Night
    {
        private long now = 1_000_000;
        private SirenState state = SirenState.Begin(1_000_000);

        public bool IsLocal { get; set; }

        public void Order(int seconds, bool pulsed = false) =>
            state = state.Ordered(now, TimeSpan.FromSeconds(seconds), pulsed);

        /// <summary>Second by second, whether it sounds.</summary>
        public string Run(int seconds)
        {
            var heard = "";
            for (var i = 0; i < seconds; i++)
            {
                state = state.Pass(now, IsLocal, Bound);
                heard += state.IsOn ? "1" : "0";
                now += 1000;
            }

            return heard;
        }
    }
}
