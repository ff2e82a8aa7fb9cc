using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Tests.Farm;

/// <summary>What a kind brings, changed by a zone, by one of a rule's conditions, and by a point.</summary>
public sealed class OwnLimitsTests
{
    private const string Good = """
        zones:
          - name: inv
            kind: greenhouse
            rules:
              heat: { points: { temperature-2: { above: 45, clear: 44, for: 1h } } }
              probe-out: { conditions: { air: { below: 0.04, clear: 0.05 } } }
          - { name: pozo, kind: pump-house, settings: { tank_litres: 2000 } }
        nodes:
          - name: inv-1
            zone: inv
            points:
              temperature-3: { title: Mesa, rules: { hot-bed: { above: 50, clear: 48 } } }
              available_water-3:
                rules: { soil-dry: { below: 0.4, clear: 0.5 }, crop-stress: off }
              soil_moisture-3:
                rules: { probe-out: { conditions: { air: { below: 0.01, clear: 0.02 } } } }
        rules:
          - { name: hot-bed, zone: inv, point: temperature-*, above: 40, clear: 38, severity: minor }
        """;

    [Fact]
    public void A_probe_of_the_zone_has_a_limit_of_its_own_and_the_others_keep_theirs()
    {
        var heat = Rule("heat").Conditions.Single();

        Assert.Equal(new Limit(LimitSide.Above, 45, 44), heat.LimitOf("inv-1", "temperature-2"));
        Assert.Equal(TimeSpan.FromHours(1), heat.ForOf("inv-2", "temperature-2"));
        Assert.Equal(new Limit(LimitSide.Above, 34, 33), heat.LimitOf("inv-1", "temperature"));
    }

    [Fact]
    public void A_nodes_point_has_a_limit_of_its_own_also_for_a_rule_of_the_farm()
    {
        var dry = Rule("soil-dry").Conditions.Single();

        Assert.Equal(new Limit(LimitSide.Below, 0.4, 0.5), dry.LimitOf("inv-1", "available_water-3"));
        Assert.Equal(0.6, dry.LimitOf("inv-2", "available_water-3").Raise, 9);
        Assert.Equal(50, Rule("hot-bed").Conditions.Single().LimitOf("inv-1", "temperature-3").Raise);
        Assert.Equal(LocalText.Of("Mesa"), Plan().TitleOf("inv-1", "temperature-3"));
    }

    [Fact]
    public void A_point_that_is_switched_off_is_not_judged()
    {
        var stress = Rule("crop-stress").Conditions.Single();

        Assert.False(stress.Judges("inv-1", "available_water-3"));
        Assert.True(stress.Judges("inv-1", "available_water-2"));
        Assert.DoesNotContain(
            LimitsOf.Point(Plan(), "inv", "inv-1", "available_water-3"),
            limit => limit.Rule == "crop-stress"
        );
    }

    [Fact]
    public void One_of_several_conditions_is_changed_by_its_name_for_a_zone_and_for_a_point()
    {
        var air = Rule("probe-out").Conditions.First();

        Assert.Equal(new Limit(LimitSide.Below, 0.04, 0.05), air.Limit);
        Assert.Equal(new Limit(LimitSide.Below, 0.01, 0.02), air.LimitOf("inv-1", "soil_moisture-3"));
    }

    [Fact]
    public void A_limit_may_be_reckoned_with_what_the_zone_has_set()
    {
        var water = Plan().Rules.Single(rule => rule is { Zone: "pozo", Name: "level-stuck" }).Conditions.ElementAt(1);

        Assert.Equal(100, water.Limit.Raise);
    }

    [Theory]
    [InlineData(0.45, false)]
    [InlineData(0.35, true)]
    public void What_is_beyond_the_zones_limit_but_not_beyond_its_own_raises_nothing(double water, bool isRaised)
    {
        using var place = new KindPlace(
            Plan(
                Good.Replace("inv-1", KindPlace.Node)
                    .Replace("name: inv\n", "name: z\n")
                    .Replace("zone: inv", "zone: z")
            )
        );

        new TimeLine(
            $"2m: available_water-3={water.ToString(System.Globalization.CultureInfo.InvariantCulture)}"
        ).PlayOn(place);

        Assert.Equal(isRaised, place.Standing.Contains("soil-dry"));
    }

    [Theory]
    [InlineData(
        "soil-dry: { below: 0.4, clear: 0.5 }",
        "soil-dri: { below: 0.4, clear: 0.5 }",
        14,
        "rules: \"soil-dri\" is no rule that looks at available_water-3 in zone inv (did you mean \"soil-dry\"?); known: soil-dry, crop-stress"
    )]
    [InlineData(
        "soil-dry: { below: 0.4, clear: 0.5 }",
        "soil-dry: { above: 0.4, clear: 0.3 }",
        14,
        "above: this rule has no \"above\" to change"
    )]
    [InlineData(
        "soil-dry: { below: 0.4, clear: 0.5 }",
        "soil-dry: { below: 0.4 }",
        14,
        "below: changed without \"clear\"; say also where it is over"
    )]
    [InlineData(
        "soil-dry: { below: 0.4, clear: 0.5 }",
        "soil-dry: { below: 0.4, clear: 0.3 }",
        14,
        "clear: 0.3 is lower than below (0.4); allowed: from 0.4"
    )]
    [InlineData(
        "soil-dry: { below: 0.4, clear: 0.5 }",
        "soil-dry: { belo: 0.4 }",
        14,
        "\"belo\" is no key (did you mean \"below\"?); known: above, below, outside, clear, for"
    )]
    [InlineData(
        "soil-dry: { below: 0.4, clear: 0.5 }",
        "heat: { above: 44, clear: 42 }",
        14,
        "rules: rule heat does not look at available_water-3, but at temperature"
    )]
    [InlineData(
        "{ conditions: { air: { below: 0.04",
        "{ conditions: { aire: { below: 0.04",
        6,
        "aire: \"aire\" is no condition of this rule (did you mean \"air\"?); known: air, fall"
    )]
    [InlineData(
        "probe-out: { conditions: { air: { below: 0.04, clear: 0.05 } } }",
        "probe-out: { below: 0.04, clear: 0.05 }",
        6,
        "below: this rule has several conditions; write it below conditions: and the name of one: air, fall"
    )]
    [InlineData("tank_litres: 2000", "tank_litres: 20", 7, "tank_litres: \"20\"; allowed: 100 to 1000000")]
    [InlineData(
        "above: 40, clear: 38",
        "above: \"= heet + 2\", clear: 38",
        18,
        "above: \" heet + 2\": Letter 2: there is no 'heet'. Did you mean heat? Known: chill, cold"
    )]
    public void What_is_wrong_is_said_with_line_key_and_nearest_word(string right, string wrong, int line, string words)
    {
        var (plan, errors) = FarmFile.Parse(Good.Replace(right, wrong), "farm.yaml");

        Assert.Null(plan);
        Assert.Contains(
            errors,
            error => error.ToString().StartsWith($"farm.yaml:{line}: {words}", StringComparison.Ordinal)
        );
    }

    private static Rule Rule(string name) => Plan().Rules.First(rule => rule.Name == name && rule.Zone == "inv");

    private static FarmPlan Plan(string text = Good)
    {
        var (plan, errors) = FarmFile.Parse(text, "farm.yaml");
        Assert.Empty(errors);
        return plan!;
    }
}
