using FsCheck.Xunit;

namespace Vigia.Tests.Rules;

/// <summary>
/// What <see cref="OrderTests"/> asks of limits and fire, of everything else that a condition can say, over a quarter of an hour:
/// readings every 15 s, late by up to 19 s, so that several change places.
/// </summary>
[Trait("beside", "browser")]
public sealed class OrderOfAllTests
{
    // From six o'clock at the farm on.
    private const string Farm = """
        site: demo
        # What comes and goes is about how often people are told, which an order may change.
        flapping: { raises: 60 }
        zones:
          - { name: bomba, kind: tank }
          - { name: cueva, kind: weather-mast }
        nodes:
          - { name: bomba-1, zone: bomba }
          - { name: bomba-2, zone: bomba }
          - { name: clima-1, zone: cueva }
        rules:
          - { name: band, zone: bomba, point: air, outside: { low: 20, high: 38 }, clear: 1, for: 20s }
          - { name: rising, zone: bomba, point: air, rate_over: 60s, above: 6, clear: 2 }
          - { name: stuck, zone: bomba, point: pressure, change_over: 10m, below: 0.5, clear: 1 }
          - { name: wet, zone: bomba, point: rain, sum_over: 10m, above: 60, clear: 40 }
          - { name: cycling, zone: bomba, point: state-pump, starts_over: 10m, above: 3, clear: 2 }
          - { name: weak, zone: bomba, point: current, ratio_to: { runs: 5 }, below: 0.7, while: { point: state-pump, is: on, after: 5s } }
          - { name: warmer, zone: bomba, point: air, minus: { point: air-out }, above: 4, for: 15s }
          - { name: outdoors, zone: bomba, point: air, minus: { point: temperature, kind: weather-mast }, above: 8 }
          - name: either
            zone: bomba
            any: [{ point: air, above: 39 }, { point: current, above: 9 }]
          - name: none
            zone: bomba
            all: [{ point: air, above: 34 }, { not: { any: [{ point: rain, above: 5 }, { point: state-pump, is: on }] } }]
          - { name: unless, zone: bomba, point: current, above: 8.5, unless: { point: rain, above: 5, after: 20s } }
          - { name: hours, zone: bomba, point: air, above: 36, schedule: { hours: "06:05-06:10" } }
          - { name: season, zone: bomba, point: air, above: 37, season: { from: 11-01, to: 04-30 } }
          - { name: pair, zone: bomba, point: air, above: 36, quorum: 2, for: 10s }
          - { name: twice, zone: bomba, point: air, of_last: { readings: 3, beyond: 2 }, above: 38, clear: 36 }
          - { name: most, zone: bomba, point: air, above: 38, clear: 36, quorum: most, possible: { low: 30, high: 40 } }
          - { name: step, zone: bomba, point: air, step_within: 1m, below: -4, clear: -2 }
          - { name: trend, zone: bomba, point: air, trend_over: 12m, above: 0.3 }
          - { name: worked, zone: bomba, point: state-pump, hours_on_over: 10m, above: 0.03, clear: 0.01 }
          - { name: first, zone: bomba, point: current, ratio_to: { first_runs: 3 }, below: 0.9, while: { point: state-pump, is: on } }
          - { name: in-sun, zone: bomba, point: air, above: 38, while: { point: temperature, kind: weather-mast, above: 31 } }
          - { name: falling, zone: bomba, point: pressure, above: 60, while: { point: air, rate_over: 60s, below: -3, clear: -1 } }
          - { name: own, zone: bomba, point: air, above: 34, points: { bomba-2/air: { above: 39, clear: 38 }, bomba-1/air: off } }
        """;

    private const int Length = 900;
    private const double Window = 19;

    private static readonly string[] Rules =
    [
        "band",
        "cycling",
        "either",
        "falling",
        "first",
        "hours",
        "in-sun",
        "most",
        "none",
        "outdoors",
        "own",
        "pair",
        "rising",
        "season",
        "step",
        "stuck",
        "trend",
        "twice",
        "unless",
        "warmer",
        "weak",
        "wet",
        "worked",
    ];

    [Property(MaxTest = 12)]
    public void Any_order_within_the_window_leaves_the_same_incidents_of_every_primitive(int seed)
    {
        var fate = new Random(seed);
        var readings = Readings(fate).ToArray();

        OrderPlace.AnyOrderLeavesTheSame(Farm, readings, fate, Window, Length + 60);
    }

    [Fact]
    public void The_readings_of_the_property_raise_incidents_of_every_primitive()
    {
        var seen = OrderPlace.RulesOf(Farm, seeds: 12, Readings, Length + 60);

        Assert.Equal(Rules, seen.Intersect(Rules).Order());
    }

    private static IEnumerable<Arrival> Readings(Random fate)
    {
        (string Node, string Point, string Unit)[] points =
        [
            ("bomba-1", "air", "Cel"),
            ("bomba-1", "air-out", "Cel"),
            ("bomba-2", "air", "Cel"),
            ("bomba-1", "rain", "mm"),
            ("bomba-1", "current", "A"),
            ("bomba-1", "pressure", "Pa"),
            ("bomba-1", "state-pump", "boolean"),
            ("clima-1", "temperature", "Cel"),
        ];
        var isStuck = fate.Next(2) == 0;
        foreach (var (node, point, unit) in points)
        {
            var high = false;
            for (var time = fate.NextDouble() * 10; time < Length; time += 14 + (2 * fate.NextDouble()))
            {
                high = fate.Next(4) == 0 ? !high : high;
                var value = point == "pressure" && isStuck ? 100 : ValueOf(point, high, fate);
                yield return new Arrival(0, Math.Round(time, 3), node, point, unit, value);
            }
        }
    }

    private static double ValueOf(string point, bool high, Random fate) =>
        point switch
        {
            "air" => high ? 38.5 + (2 * fate.NextDouble()) : 33 + (2 * fate.NextDouble()),
            "air-out" or "temperature" => high ? 33 : 29,
            "rain" => high ? 7 : 0,
            "current" => high ? 4 + (6 * fate.NextDouble()) : 8 + fate.NextDouble(),
            "pressure" => 100 * fate.NextDouble(),
            _ => high ? 1 : 0,
        };
}
