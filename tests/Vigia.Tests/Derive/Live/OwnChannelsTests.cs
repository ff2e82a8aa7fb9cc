using Vigia.Tests.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Derive.Live;

/// <summary>Formulas of the farm file: derived as readings come, judged by rules, the same again after a kill.</summary>
public sealed class OwnChannelsTests : IDisposable
{
    private const string Farm = """
        site: demo
        channels:
          - { name: over_dew, title: { es: Sobre el rocío, en: Over dew }, unit: Cel, formula: temperature - dew_point }
        zones:
          - name: cava
            kind: cold-room
            channels:
              - { name: spread, unit: Cel, formula: "max([temperature-1], [temperature-2]) - min([temperature-1], [temperature-2])" }
              - { name: half_spread, formula: spread_of / 2 }
              - { name: inside_out, unit: Cel, formula: "[temperature-1] - [temperature-out]" }
        nodes:
          - { name: cava-1, zone: cava }
          - { name: cava-2, zone: cava }
        rules:
          - { name: uneven, zone: cava, title: Cava dispareja, point: uneven_by, above: 3, clear: 2 }
        """;

    private readonly RulesPlace place = new();
    private readonly SortedDictionary<long, Reading[]> made = [];

    public OwnChannelsTests()
    {
        place.Made = (row, readings) => made[row.Row] = [.. readings];
        // "spread" alone is a channel of Vigía's own.
        place.StartFarm(Farm.Replace("name: spread,", "name: uneven_by,").Replace("spread_of", "uneven_by"));
    }

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_formula_is_told_when_its_first_point_is_read_and_judged_by_rules()
    {
        place.Say("cava-1", Cel("temperature-1", 8), Cel("temperature-2", 12));

        Assert.Equal(4, Made("uneven_by"), 9);
        Assert.Equal("uneven", Assert.Single(place.OpenAlerts()).Rule);
        Assert.Equal("Cel", made.Values.Last().Single(reading => reading.Point == "uneven_by").Unit);
    }

    [Fact]
    public void A_formula_may_use_another_above_it()
    {
        place.Say("cava-1", Cel("temperature-1", 8), Cel("temperature-2", 12));

        Assert.Equal(2, Made("half_spread"), 9);
    }

    [Fact]
    public void What_Vigia_can_derive_may_stand_in_a_formula_of_the_farm()
    {
        place.Say("cava-1", Cel("temperature", 25), new Reading("humidity", "%RH", 50));

        Assert.Equal(11.14, Made("over_dew"), 2);
    }

    [Fact]
    public void A_point_of_another_node_of_the_zone_is_taken_while_it_is_fresh()
    {
        place.Say("cava-2", Cel("temperature-out", 30));
        place.Clock.Advance(TimeSpan.FromMinutes(1));
        place.Say("cava-1", Cel("temperature-1", 8));
        Assert.Equal(-22, Made("inside_out"), 9);

        made.Clear();
        place.Clock.Advance(TimeSpan.FromMinutes(10));
        place.Say("cava-1", Cel("temperature-1", 8));
        Assert.DoesNotContain(made.Values.SelectMany(readings => readings), reading => reading.Point == "inside_out");
    }

    [Fact]
    public void A_doubtful_input_makes_a_doubtful_channel_and_division_by_nothing_none()
    {
        place.Say("cava-1", Cel("temperature-1", 8) with { Flag = QartodFlag.Suspect }, Cel("temperature-2", 12));

        Assert.Equal(QartodFlag.Suspect, made.Values.Last().Single(reading => reading.Point == "uneven_by").Flag);
        Assert.Empty(place.OpenAlerts());
    }

    [Fact]
    public void After_a_kill_the_same_is_derived()
    {
        place.Say("cava-2", Cel("temperature-out", 30));
        place.Kill();
        place.Clock.Advance(TimeSpan.FromSeconds(30));
        place.Say("cava-1", Cel("temperature-1", 8));

        Assert.Equal(-22, Made("inside_out"), 9);
    }

    private double Made(string point) =>
        made.Values.SelectMany(r => r).Last(reading => reading.Point == point).Value!.Value;

    private static Reading Cel(string point, double value) => new(point, "Cel", value);
}
