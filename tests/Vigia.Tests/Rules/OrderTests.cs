using FsCheck.Xunit;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>
/// The same readings leave the same incidents, in whatever order they come within their window: with gaps, doubtful and failed
/// readings, what comes twice, and ticks in between.
/// </summary>
[Trait("beside", "browser")]
public sealed class OrderTests
{
    private const string Farm = """
        site: demo
        # What comes and goes is about how often people are told, which an order may change.
        flapping: { raises: 60 }
        zones:
          - { name: bomba, kind: tank }
          - { name: mango, kind: fire-post }
        nodes:
          - { name: bomba-1, zone: bomba }
          - { name: bomba-2, zone: bomba }
          - { name: fuego-2, zone: mango }
        rules:
          - { name: high, zone: bomba, point: air, above: 38, clear: 36 }
          - { name: long, zone: bomba, point: air, above: 38, clear: 36, for: 12s }
          - { name: two, zone: bomba, point: air, above: 35, quorum: 2, for: 5s }
          - { name: dry, zone: bomba, point: flow, below: 1, clear: 3, for: 10s, while: { point: state-pump, is: on, after: 15s } }
          - { name: twice, zone: bomba, point: air, of_last: { readings: 3, beyond: 2 }, above: 38, clear: 36 }
          - { name: step, zone: bomba, point: air, step_within: 1m, above: 4, clear: 2 }
          - { name: most, zone: bomba, point: air, above: 38, clear: 36, quorum: most, for: 5s, possible: { low: 30, high: 39.9 } }
          - name: both
            zone: bomba
            all: [{ point: air, above: 36 }, { not: { point: state-pump, is: on } }]
        """;

    private const string Posts = """
        site: demo
        zones:
          - { name: mango, kind: fire-post, neighbours: [loma] }
          - { name: loma, kind: fire-post, neighbours: [mango] }
        nodes:
          - { name: fuego-2, zone: mango }
          - { name: fuego-3, zone: loma }
        """;

    private const string Room = """
        site: demo
        zones: [{ name: galpon, kind: warehouse }]
        nodes: [{ name: galpon-1, zone: galpon }]
        """;

    // Longer than evidence speaks for a fire, and than a fire lasts after it.
    private const int FireLength = 1_500;
    private const int Length = 240;
    private const double Window = 9;

    [Property(MaxTest = 60)]
    public void Any_order_within_the_window_leaves_the_same_incidents(int seed)
    {
        var fate = new Random(seed);
        var readings = Readings(fate).ToArray();
        using var ordered = new OrderPlace(Farm);
        using var shuffled = new OrderPlace(Farm);

        var wanted = ordered.Run(readings.Select(one => one with { At = one.Time }), Length + 60);
        var left = shuffled.Run(Shuffled(fate, readings), Length + 60);

        Assert.Equal(wanted, left);
    }

    [Fact]
    public void The_readings_of_the_property_raise_and_end_incidents_of_every_rule()
    {
        var seen = OrderPlace.RulesOf(Farm, seeds: 25, Readings, Length + 60);

        Assert.Equal(["both", "dry", "fire", "high", "long", "most", "step", "twice", "two"], seen.Order());
    }

    [Property(MaxTest = 10)]
    public void Any_order_leaves_the_same_fires_of_two_posts_and_the_same_ends_of_them(int seed)
    {
        var fate = new Random(seed);
        var readings = Fire(fate, "fuego-2", fate.Next(60)).Concat(Fire(fate, "fuego-3", fate.Next(200))).ToArray();
        using var ordered = new OrderPlace(Posts);
        using var shuffled = new OrderPlace(Posts);

        var wanted = ordered.Run(readings.Select(one => one with { At = one.Time }), FireLength);
        var left = shuffled.Run(Shuffled(fate, readings), FireLength);

        Assert.Equal(wanted, left);
        Assert.Contains(
            wanted,
            line => line.StartsWith("fire", StringComparison.Ordinal) && !line.Contains("- ", StringComparison.Ordinal)
        );
    }

    /// <summary>Two chips of a post are two lanes: their packs come in any order.</summary>
    [Fact]
    public void A_fire_that_begins_as_probable_by_what_came_late_is_told_to_the_brigade()
    {
        using var place = new OrderPlace(Posts);
        var smoke = Enumerable.Range(0, 8).Select(i => Fuego2("gas_ratio-smoke", 5 + (10 * i), 4));
        var probe = Enumerable.Range(0, 7).Select(i => Fuego2("temperature-2", 10 * i, 42 + (0.75 * i)));

        // Warm since a moment earlier than was known when the smoke was suspected.
        var left = place.Run([.. smoke, .. probe.Select(one => one.Time == 30 ? one with { At = 66 } : one)], 69);

        Assert.Contains("Severe Likely Immediate", Assert.Single(left));
        Assert.EndsWith(" told", Assert.Single(left));
    }

    /// <summary>As hot as a room that burns for two minutes: that the readings between were hot too was heard late.</summary>
    [Fact]
    public void A_suspected_fire_in_a_room_that_a_late_reading_makes_a_probable_one_is_told()
    {
        using var place = new OrderPlace(Room);
        var rises = Enumerable
            .Range(0, 28)
            .Select(i => new Arrival(10 * i, 10 * i, "galpon-1", "temperature", "Cel", Math.Min(62, 30 + (2.5 * i))));

        var left = place.Run(rises.Select(one => one.Time is 150 or 160 ? one with { At = 235 } : one), 250);

        Assert.Contains("Moderate Likely Immediate", Assert.Single(left));
        Assert.EndsWith(" told", Assert.Single(left));
    }

    [Fact]
    public void An_incident_that_a_late_reading_refutes_is_withdrawn()
    {
        using var place = new OrderPlace(Farm);

        var left = place.Run([Air(0, 0, 39), Air(12, 12, 39), Air(13, 6, 35), Air(13, 12.5, 35)], 20);

        Assert.DoesNotContain(left, line => line.StartsWith("long", StringComparison.Ordinal));

        var trail = place
            .Desk.Cleared(9)
            .Where(ended => ended.Alert.Rule == "long")
            .SelectMany(ended => place.Desk.Trail(ended.Alert.Id));
        Assert.Equal(["WentBeyond", "Withdrawn"], trail.Select(step => $"{step.Reason}"));
    }

    [Fact]
    public void A_beginning_that_comes_late_moves_the_incident_back()
    {
        using var place = new OrderPlace(Farm);

        Assert.Contains(
            place.Run([Air(5, 5, 39), Air(6, 2, 40)], 10),
            line => line.StartsWith("high bomba 2-", StringComparison.Ordinal)
        );
    }

    private static Arrival Air(double at, double time, double value) => new(at, time, "bomba-1", "air", "Cel", value);

    private static Arrival Fuego2(string point, double time, double value) =>
        new(time, time, "fuego-2", point, point == "temperature-2" ? "Cel" : "/", value);

    private static IEnumerable<Arrival> Readings(Random fate)
    {
        (string Node, string Point, string Unit)[] points =
        [
            ("bomba-1", "air", "Cel"),
            ("bomba-2", "air", "Cel"),
            ("bomba-1", "flow", "l/s"),
            ("bomba-1", "state-pump", "boolean"),
            ("fuego-2", "temperature", "Cel"),
            ("fuego-2", "gas_ratio-smoke", "/"),
            ("fuego-2", "state-flame", "boolean"),
        ];
        foreach (var (node, point, unit) in points)
        {
            var high = false;
            for (
                var time = fate.NextDouble() * 5;
                time < Length;
                time += fate.Next(12) == 0 ? 40 : 4 + fate.NextDouble()
            )
            {
                high = fate.Next(6) == 0 ? !high : high;
                var flag = fate.Next(10) switch
                {
                    0 => QartodFlag.Suspect,
                    1 => QartodFlag.Fail,
                    _ => QartodFlag.Pass,
                };
                yield return new Arrival(0, Math.Round(time, 3), node, point, unit, ValueOf(point, high, fate), flag);
            }
        }
    }

    // Three minutes of it, then calm.
    private static IEnumerable<Arrival> Fire(Random fate, string node, double begins)
    {
        (string Point, string Unit)[] points =
        [
            ("temperature", "Cel"),
            ("gas_ratio-smoke", "/"),
            ("state-flame", "boolean"),
        ];
        foreach (var (point, unit) in points)
        {
            var shows = point == "gas_ratio-smoke" || fate.Next(4) > 0;
            for (var time = 5 * fate.NextDouble(); time < FireLength - 30; time += 9 + fate.NextDouble())
            {
                var burns = shows && time > begins && time < begins + 180 && fate.Next(8) > 0;
                yield return new Arrival(0, Math.Round(time, 3), node, point, unit, ValueOf(point, burns, fate));
            }
        }
    }

    private static double ValueOf(string point, bool high, Random fate) =>
        point switch
        {
            "air" => high ? 39 + fate.NextDouble() : 34 + (3 * fate.NextDouble()),
            "flow" => high ? 0 : 0.5,
            "temperature" => high ? 70 : 33,
            "gas_ratio-smoke" => high ? 4 : 1,
            _ => high ? 1 : 0,
        };

    // Late by up to the window, some twice.
    private static IEnumerable<Arrival> Shuffled(Random fate, IReadOnlyList<Arrival> readings)
    {
        foreach (var one in readings)
        {
            yield return one with
            {
                At = one.Time + (fate.NextDouble() * Window),
            };
            if (fate.Next(8) == 0)
            {
                yield return one with
                {
                    At = one.Time + (fate.NextDouble() * Window),
                };
            }
        }
    }
}
