using System.Globalization;

namespace Vigia.Tests.Rules;

/// <summary>What judging costs grows with the rules of a zone, not with the farm: counted in rules that were asked, not in time.</summary>
public sealed class CostTests
{
    private const int Minute = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(50)]
    public void A_reading_asks_the_rules_of_its_own_zone_however_many_zones_a_farm_has(int zones)
    {
        using var place = new OrderPlace(Farm(zones, rules: 5));

        // A tick a second asks nobody: nothing waits for time.
        place.Run([Air(0, 27)], Minute);

        Assert.Equal(5, place.Asked);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(80)]
    public void It_asks_each_of_them_once(int rules)
    {
        using var place = new OrderPlace(Farm(zones: 2, rules));

        place.Run([Air(0, 27), Air(5, 27.1), Air(10, 27)], Minute);

        Assert.Equal(3 * rules, place.Asked);
    }

    [Fact]
    public void Of_fifty_zones_that_wait_for_their_time_a_tick_asks_those_whose_time_has_come()
    {
        using var place = new OrderPlace(Farm(zones: 50, rules: 1));
        var readings = Enumerable.Range(0, 50).Select(zone => Air(zone / 5.0, 41, zone));

        // Beyond for 10 s: each is asked by its reading, and once by the tick that raises it.
        var raised = place.Run(readings, Minute);

        Assert.Equal(50, raised.Count);
        Assert.Equal(100, place.Asked);
    }

    private static Arrival Air(double second, double value, int zone = 0) =>
        new(second, second, $"n-{zone}", "air", "Cel", value);

    private static string Farm(int zones, int rules)
    {
        var numbers = Enumerable.Range(0, zones).ToArray();
        var ofZones = string.Join('\n', numbers.Select(i => $"  - {{ name: z-{i}, kind: warehouse }}"));
        var ofNodes = string.Join('\n', numbers.Select(i => $"  - {{ name: n-{i}, zone: z-{i} }}"));
        var lines = Enumerable
            .Range(0, rules)
            .Select(i =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  - {{ name: r-{i}, point: air, above: {40 + i}, for: 10s }}"
                )
            );
        return $"site: demo\nzones:\n{ofZones}\nnodes:\n{ofNodes}\nrules:\n{string.Join('\n', lines)}\n";
    }
}
