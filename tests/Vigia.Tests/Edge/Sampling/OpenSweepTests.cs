using Vigia.Edge.Sampling;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Sampling;

public sealed class OpenSweepTests
{
    private readonly LaneBench bench = new();

    private OpenSweep Sweep => bench.Sweep;

    [Fact]
    public void A_sweep_closes_when_it_is_a_second_old()
    {
        Add(1);
        bench.Pass(TimeSpan.FromMilliseconds(999));
        Sweep.CloseIfOld();
        Assert.Empty(bench.Sweeps.All);

        bench.Pass(TimeSpan.FromMilliseconds(1));
        Sweep.CloseIfOld();

        Assert.Single(bench.Sweeps.All);
    }

    [Fact]
    public void An_empty_sweep_is_never_put()
    {
        bench.Pass(TimeSpan.FromSeconds(5));

        Sweep.CloseIfOld();
        Sweep.CloseNow();

        Assert.Empty(bench.Sweeps.All);
    }

    [Fact]
    public void A_sweep_never_holds_more_than_50_readings()
    {
        for (var i = 0; i < 40; i++)
        {
            Add(3);
        }

        Sweep.CloseNow();

        Assert.Equal([48, 48, 24], bench.Sweeps.All.Select(s => s.Readings.Count));
    }

    [Fact]
    public void A_sweep_has_the_time_of_its_first_reading_and_the_others_their_distance()
    {
        var (ms, up) = (bench.Board.TimeOfDayMs, bench.Board.UpMs);
        Add(1);
        bench.Pass(TimeSpan.FromMilliseconds(137));
        Add(1);
        Sweep.CloseNow();

        var sweep = Assert.Single(bench.Sweeps.All);
        Assert.Equal((ms, up, ClockQuality.Ntp), (sweep.TimeMs, sweep.UpMs, sweep.Clock));
        Assert.Equal([0L, 137L], sweep.Readings.Select(r => r.OffsetMs));
    }

    [Fact]
    public void Stamps_increase_strictly_even_when_the_clock_stands_or_is_slewed_back()
    {
        Add(1);
        Add(1);
        bench.Board.TimeOfDayMs -= 400;
        Add(1);
        Sweep.CloseNow();

        Assert.Equal([0L, 1L, 2L], Assert.Single(bench.Sweeps.All).Readings.Select(r => r.OffsetMs));
    }

    [Theory]
    [InlineData(-3_600_000)]
    [InlineData(-1_100)]
    [InlineData(1_100)]
    [InlineData(172_800_000)]
    public void A_step_of_the_clock_closes_the_open_sweep_first(long step)
    {
        Add(1);
        var before = bench.Board.TimeOfDayMs;
        bench.Board.TimeOfDayMs += step;
        Add(1);
        Sweep.CloseNow();

        Assert.Equal([before, before + step], bench.Sweeps.All.Select(s => s.TimeMs));
        Assert.All(bench.Sweeps.All, s => Assert.Equal(0, Assert.Single(s.Readings).OffsetMs));
    }

    [Fact]
    public void Many_small_steps_back_never_make_a_stamp_run_ahead_of_the_clock_by_more_than_a_second()
    {
        for (var i = 0; i < 200; i++)
        {
            bench.Pass(TimeSpan.FromMilliseconds(10));
            bench.Board.TimeOfDayMs -= 300;

            var stamp = Sweep.Add([new Reading("air", "Cel", i)]);

            Assert.InRange(stamp.TimeMs - bench.Board.TimeOfDayMs, 0, 1000);
        }
    }

    [Fact]
    public void Better_knowledge_of_the_time_closes_the_open_sweep_first()
    {
        bench.Board.Quality = ClockQuality.None;
        Add(1);
        bench.Clock.Learn(bench.Board.TimeOfDayMs, bench.Board.UpMs, ClockQuality.Ntp);
        bench.Pass(TimeSpan.FromMilliseconds(10));
        Add(1);
        Sweep.CloseNow();

        Assert.Equal([ClockQuality.None, ClockQuality.Server], bench.Sweeps.All.Select(s => s.Clock));
    }

    [Fact]
    public void Only_the_sweep_with_the_alarm_is_marked()
    {
        Sweep.Add([new Reading("air", "Cel", 45)], isAlarm: true);
        Sweep.CloseNow();
        Add(1);
        Sweep.CloseNow();

        Assert.Equal([true, false], bench.Sweeps.All.Select(s => s.Alarm));
    }

    private void Add(int readings) =>
        Sweep.Add([.. Enumerable.Range(0, readings).Select(i => new Reading($"p{i}", "Cel", i))]);
}
