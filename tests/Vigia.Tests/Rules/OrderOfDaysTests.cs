using FsCheck.Xunit;

namespace Vigia.Tests.Rules;

/// <summary>
/// What <see cref="OrderOfAllTests"/> asks, of what a condition makes of hours and days: sweeps at the turn of each hour of a week,
/// three readings a point within 16 s, each late by up to 19 s, so that they change places among each other and over the hour.
/// </summary>
[Trait("beside", "browser")]
public sealed class OrderOfDaysTests
{
    private const string Farm = """
        site: demo
        flapping: { raises: 60 }
        zones:
          - { name: bomba, kind: tank }
          - { name: cueva, kind: weather-mast }
        nodes:
          - { name: bomba-1, zone: bomba }
          - { name: clima-1, zone: cueva }
        rules:
          - { name: less, zone: bomba, point: volume, ratio_to: { same_hours: 3 }, below: 0.7, clear: 0.8 }
          - { name: more, zone: bomba, point: volume, ratio_to: { whole_days: 3 }, above: 1.3, clear: 1.1 }
          - { name: at-night, zone: bomba, point: volume, ratio_to: { mean_of_days: 3, hours: 2 }, above: 1.4, clear: 1.2 }
          - { name: as-usual, zone: bomba, point: volume, ratio_to: { days: 3 }, above: 1.5, clear: 1.2 }
          - { name: falls, zone: bomba, point: volume, fall_of_days: 2, above: 0.15, clear: 0.1 }
          - { name: warmer, zone: bomba, point: air, minus: { point: temperature, kind: weather-mast, mean_over: 24h }, above: 5, clear: 4 }
          - { name: unusual, zone: bomba, point: volume, ratio_to: { last_hours: 24 }, above: 1.8, clear: 1.5 }
          - { name: above-usual, zone: bomba, point: air, minus: { last_hours: 6 }, above: 3, clear: 1 }
          - { name: little, zone: bomba, point: volume, sum_over: 12h, below: 300, clear: 350 }
          - { name: unmeasured, zone: bomba, point: depletion, above: 30, clear: 20, unless: { point: soil, above: 0.02, heard: 3h } }
          - { name: no-effect, zone: bomba, point: soil, rise_after: { point: state-valve, on_for: 30m, within: 2h }, below: 0.01, clear: 0.02 }
        """;

    private const int Hour = 3600;
    private const int Hours = 7 * 24;
    private const int Length = (Hours + 1) * Hour;
    private const double Window = 19;

    private static readonly string[] Rules =
    [
        "above-usual",
        "as-usual",
        "at-night",
        "falls",
        "less",
        "little",
        "more",
        "no-effect",
        "unmeasured",
        "unusual",
        "warmer",
    ];

    [Property(MaxTest = 4)]
    public void Any_order_within_the_window_leaves_the_same_incidents_of_what_days_tell(int seed)
    {
        var fate = new Random(seed);
        var readings = Readings(fate).ToArray();

        OrderPlace.AnyOrderLeavesTheSame(Farm, readings, fate, Window, Length, IsTick);
    }

    [Fact]
    public void The_readings_of_the_property_raise_incidents_of_every_rule()
    {
        var seen = OrderPlace.RulesOf(Farm, seeds: 4, Readings, Length, IsTick);

        Assert.Equal(Rules, seen.Intersect(Rules).Order());
    }

    // Between the sweeps nothing comes, and nothing waits for time.
    private static bool IsTick(int second) => second % Hour is < 60 or > Hour - 30;

    private static IEnumerable<Arrival> Readings(Random fate)
    {
        var days = Enumerable.Range(0, 9).Select(_ => 0.4 + (1.4 * fate.NextDouble())).ToArray();
        var (soil, isOpen, isHeard) = (0.2, false, true);
        for (var hour = 1; hour <= Hours; hour++)
        {
            isOpen = fate.Next(3) == 0 ? !isOpen : isOpen;
            isHeard = fate.Next(4) == 0 ? !isHeard : isHeard;
            soil = Math.Clamp(soil + (isOpen ? 0.03 * fate.Next(2) : -0.01), 0.1, 0.4);
            var odd = fate.Next(12) == 0 ? 3 : 1;
            for (var i = -1; i <= 1; i++)
            {
                // By a farm's day, that begins at four.
                var time = (hour * Hour) + (8 * i) + Math.Round(fate.NextDouble(), 3);
                var water = days[(hour + 6) / 24] * odd * (10 + (hour % 5));
                yield return One(time, "bomba-1", "volume", "l", water);
                yield return One(time, "bomba-1", "air", "Cel", 28 + (8 * fate.NextDouble()));
                yield return One(time, "clima-1", "temperature", "Cel", 25 + (4 * fate.NextDouble()));
                yield return One(time, "bomba-1", "depletion", "mm", fate.Next(2) == 0 ? 10 : 40);
                yield return One(time, "bomba-1", "state-valve", "boolean", isOpen ? 1 : 0);
                if (isHeard)
                {
                    yield return One(time, "bomba-1", "soil", "m3/m3", soil);
                }
            }
        }
    }

    private static Arrival One(double time, string node, string point, string unit, double value) =>
        new(0, time, node, point, unit, value);
}
