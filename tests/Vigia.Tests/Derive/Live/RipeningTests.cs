using Vigia.Server.Derive.Live;
using Vigia.Wire;

namespace Vigia.Tests.Derive.Live;

/// <summary>The ripeness of the crates in a zone, hour by hour since they were picked.</summary>
public sealed class RipeningTests
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;
    private const long Picked = 20_000;

    // Four in UTC is midnight at the farm.
    private const long Midnight = (Picked * Day) + (4 * Hour);

    private static readonly ZoneSettings Tomatoes = new() { Picked = Picked };

    [Fact]
    public void Ten_days_at_twenty_degrees_are_ripe_and_ten_degrees_more_take_half_the_time()
    {
        Assert.Equal(1, Through(0, 240, _ => 20)!.Ripe, 6);
        Assert.Equal(1, Through(0, 120, _ => 30)!.Ripe, 6);
        Assert.Equal(0, Through(0, 240, _ => 8)!.Ripe, 6);
    }

    [Fact]
    public void It_is_told_once_an_hour()
    {
        RipeningMemory? memory = null;
        var told = new List<double>();
        for (var minute = 1; minute <= 180; minute++)
        {
            (memory, var ripe) = RipeningMemory.Hear(memory, "cava-1", Air(20, Midnight + (minute * 60_000)), Tomatoes);
            told.AddRange(ripe is { } said ? [said] : Array.Empty<double>());
        }

        Assert.Equal(4, told.Count);
        Assert.Equal(3 / 240.0, told[^1], 6);
    }

    [Fact]
    public void A_day_without_a_reading_counts_by_what_was_measured_before_and_after_it()
    {
        var before = Through(0, 24, _ => 20);
        var (after, _) = RipeningMemory.Hear(before, "cava-1", Air(30, Midnight + (2 * Day)), Tomatoes);

        // Half a day at 20 °C, half a day at 30 °C, which counts twice.
        Assert.Equal(0.1 + 0.05 + 0.1, after!.Ripe, 6);
    }

    [Fact]
    public void What_was_picked_before_anybody_measured_counts_as_warm_as_now()
    {
        var (memory, told) = RipeningMemory.Hear(null, "cava-1", Air(20, Midnight + (3 * Day)), Tomatoes);

        Assert.Equal(0.3, memory!.Ripe, 6);
        Assert.Equal(0.3, told!.Value, 6);
    }

    [Fact]
    public void Other_crates_begin_anew_and_those_that_are_gone_are_told_once_as_not_ripe()
    {
        var old = Through(0, 240, _ => 20);
        var later = Tomatoes with { Picked = Picked + 10 };

        var (other, _) = RipeningMemory.Hear(old, "cava-1", Air(20, Midnight + (11 * Day)), later);
        var (none, told) = RipeningMemory.Hear(old, "cava-1", Air(20, Midnight + (11 * Day)), new ZoneSettings());

        Assert.Equal(0.1, other!.Ripe, 6);
        Assert.Null(none);
        Assert.Equal(0, told);
        var (_, again) = RipeningMemory.Hear(none, "cava-1", Air(20, Midnight + (12 * Day)), new ZoneSettings());
        Assert.Null(again);
    }

    [Fact]
    public void Crates_of_tomorrow_do_not_ripen_yet()
    {
        var (memory, told) = RipeningMemory.Hear(null, "cava-1", Air(20, Midnight - Hour), Tomatoes);

        Assert.Equal(0, memory!.Ripe);
        Assert.Null(told);
    }

    [Fact]
    public void A_second_thermometer_counts_nothing_twice_and_takes_over_where_the_first_is_silent()
    {
        var first = Through(0, 24, _ => 20);
        var (same, _) = RipeningMemory.Hear(first, "cava-2", Air(30, Midnight + Day + (Hour / 2)), Tomatoes);
        var (other, _) = RipeningMemory.Hear(first, "cava-2", Air(20, Midnight + Day + Hour), Tomatoes);

        Assert.Equal(first, same);
        Assert.Equal("cava-2", other!.Thermometer);
        Assert.Equal(25 / 240.0, other.Ripe, 6);
    }

    [Fact]
    public void A_zone_with_a_day_of_picking_tells_it_by_its_kind_and_goes_on_after_a_restart()
    {
        var plan = Farm.KindPlace.PlanOf("cold-room", ", settings: {picked: 2024-10-04, ripe_days: 5}");
        var step = new ZoneStep(ZoneChannels.Of(plan.Zones[0]), ZoneSettings.Of(plan, plan.Zones[0]));
        var (memory, _) = step.Next(ZoneMemory.Fresh, "cava-1", [Air(20, Midnight + Hour)]);

        var (_, found) = step.Next(ZoneMemory.FromJson(memory.ToJson())!, "cava-1", [Air(20, Midnight + Day)]);

        var ripe = Assert.Single(found, derived => derived.Point == "ripeness");
        Assert.Equal((0.2, "/"), (Math.Round(ripe.Value, 9), ripe.Unit));
    }

    private static RipeningMemory? Through(int from, int until, Func<int, double> warmth)
    {
        RipeningMemory? memory = null;
        for (var hour = from; hour <= until; hour++)
        {
            (memory, _) = RipeningMemory.Hear(memory, "cava-1", Air(warmth(hour), Midnight + (hour * Hour)), Tomatoes);
        }

        return memory;
    }

    private static Measured Air(double celsius, long ms) => new("temperature", celsius, QartodFlag.Pass, ms);
}
