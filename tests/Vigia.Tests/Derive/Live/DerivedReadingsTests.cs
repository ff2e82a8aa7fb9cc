using Vigia.Server.Farm;
using Vigia.Tests.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Derive.Live;

/// <summary>What the demo's farm knows beyond what its sensors say.</summary>
public sealed class DerivedReadingsTests : IDisposable
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    private readonly RulesPlace place = new();
    private readonly SortedDictionary<long, Reading[]> made = [];

    public DerivedReadingsTests()
    {
        // A row that is judged again after a kill derives the same again: it takes the place of the first.
        place.Made = (row, readings) => made[row.Row] = [.. readings];
        place.StartFarm(FarmFile.DemoText());
    }

    public void Dispose() => place.Dispose();

    [Fact]
    public void Greenhouse_air_at_25_degrees_and_half_humidity_pulls_with_one_and_a_half_kilopascal()
    {
        place.Say("inv-1", Cel("temperature", 25), Percent("humidity", 50));

        Assert.Equal(1.5839, Made("vpd"), 3);
        Assert.Equal(13.86, Made("dew_point"), 2);
        Assert.Equal(11.14, Made("dew_depression"), 2);
    }

    [Fact]
    public void Each_soil_probe_tells_how_much_of_its_water_plants_can_reach()
    {
        place.Say("inv-2", new Reading("soil_moisture-1", "/", 0.25), new Reading("soil_moisture-2", "/", 0.12));

        Assert.Equal(1, Made("available_water-1"), 9);
        Assert.Equal(0, Made("available_water-2"), 9);
    }

    [Fact]
    public void Pigs_heat_stress_is_told_at_the_time_of_the_reading_that_completed_it()
    {
        place.Say("cerdos-1", Percent("humidity", 50));
        Assert.Empty(made);

        place.Clock.Advance(TimeSpan.FromSeconds(2));
        place.Say("cerdos-1", Cel("temperature", 30), new Reading("co2", "ppm", 900));

        Assert.Equal(78.3, Made("thi"), 1);
        Assert.Equal(0, Assert.Single(made[2]).OffsetMs);
    }

    [Fact]
    public void Air_whose_humidity_is_not_heard_any_more_derives_nothing()
    {
        place.Repeat(TimeSpan.FromMinutes(2), Ten, () => Air(25, 50));
        made.Clear();

        place.Repeat(TimeSpan.FromMinutes(2), Ten, () => place.Say("inv-1", Cel("temperature", 26)));

        Assert.Equal(3, made.Count);
    }

    [Fact]
    public void A_doubted_humidity_makes_a_doubted_dew_point()
    {
        place.Say("inv-1", Cel("temperature", 25), new Reading("humidity", "%RH", 50, Flag: QartodFlag.Suspect));

        Assert.All(made[1], reading => Assert.Equal(QartodFlag.Suspect, reading.Flag));
    }

    [Fact]
    public void A_faulty_humidity_derives_nothing()
    {
        place.Say("inv-1", Cel("temperature", 25), new Reading("humidity", "%RH", null, Fault: "BadChecksum"));

        Assert.Empty(made);
    }

    [Fact]
    public void A_point_that_the_node_sends_itself_is_not_derived_again()
    {
        place.Say("inv-1", Cel("temperature", 25), Percent("humidity", 50), new Reading("vpd", "kPa", 9));

        Assert.DoesNotContain(made[1], reading => reading.Point == "vpd");
    }

    [Fact]
    public void A_rule_of_the_farm_judges_what_is_derived()
    {
        place.StartFarm(
            """
            zones:
              - { name: invernadero-1, kind: greenhouse }
            nodes:
              - { name: inv-1, zone: invernadero-1 }
            rules:
              - { name: dry-air, point: vpd, above: 1.6, clear: 1.4, for: 1m }
            """
        );
        place.Repeat(TimeSpan.FromMinutes(5), Ten, () => Air(25, 50));
        Assert.Empty(place.OpenAlerts());

        place.Repeat(TimeSpan.FromMinutes(2), Ten, () => Air(32, 50));

        var alert = Assert.Single(place.OpenAlerts());
        Assert.Equal(("dry-air", "vpd", "kPa"), (alert.Rule, alert.Point, alert.Unit));
        Assert.Equal(2.377, alert.Value, 2);
    }

    [Fact]
    public void Kills_anywhere_in_two_days_change_nothing_that_is_derived()
    {
        TwoDays(killEvery: int.MaxValue);
        var expected = made.ToDictionary();
        Assert.Contains(expected.Values.SelectMany(readings => readings), reading => reading.Point == "et0");
        made.Clear();

        using var other = new RulesPlace();
        other.Made = (row, readings) => made[row.Row] = [.. readings];
        other.StartFarm(FarmFile.DemoText());
        TwoDays(other, killEvery: 37);

        Assert.Equal(expected.Count, made.Count);
        Assert.All(expected, row => Assert.Equal(row.Value, made[row.Key]));
    }

    [Fact]
    public void What_is_derived_has_its_place_among_the_quantities()
    {
        TwoDays(killEvery: int.MaxValue);
        for (var hour = 0; hour < 2; hour++)
        {
            place.Clock.Advance(TimeSpan.FromHours(1));
            place.Say(
                "inv-1",
                Cel("temperature", 25),
                Percent("humidity", 50),
                new Reading("soil_moisture-1", "/", 0.2)
            );
        }

        place.Say("cerdos-1", Cel("temperature", 25), Percent("humidity", 50));
        place.Say("galpon-1", Cel("temperature", 25), Percent("humidity", 50));

        // The demo's warehouse holds grain, which does not ripen.
        Assert.Equal(
            Quantity.Derived.Select(quantity => quantity.Name).Where(name => name != "ripeness").Order(),
            made.Values.SelectMany(readings => readings)
                .Select(reading => Quantity.Of(reading.Point, reading.Unit).Name)
                .Distinct()
                .Order()
        );
    }

    private void TwoDays(int killEvery) => TwoDays(place, killEvery);

    private static void TwoDays(RulesPlace place, int killEvery)
    {
        for (var i = 1; i <= 48 * 12; i++)
        {
            place.Clock.Advance(TimeSpan.FromMinutes(5));
            var warmth = 28 + 6 * Math.Sin(i * Math.PI / 144);
            place.Say(
                "clima-1",
                Cel("temperature", warmth),
                Percent("humidity", 100 - 2 * warmth),
                new Reading("wind_speed", "m/s", 3 + i % 5),
                new Reading("rain", "mm", i % 97 == 0 ? 0.2 : 0)
            );
            if (i % killEvery == 0)
            {
                place.Kill();
            }
        }
    }

    private void Air(double temperature, double humidity) =>
        place.Say("inv-1", Cel("temperature", temperature), Percent("humidity", humidity));

    private double Made(string point) =>
        Assert.Single(made.Values.SelectMany(readings => readings), reading => reading.Point == point).Value!.Value;

    private static Reading Cel(string point, double value) => new(point, "Cel", value);

    private static Reading Percent(string point, double value) => new(point, "%RH", value);
}
