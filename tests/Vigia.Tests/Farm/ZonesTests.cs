using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Tests.Farm;

public sealed class ZonesTests
{
    private const string Good = """
        site: maizal
        title: El Maizal
        utc_offset: "-04:30"
        silence: 5m
        zones:
          - name: inv
            title: { es: Invernadero, en: Greenhouse }
            kind: greenhouse
            rules:
              heat: { above: 36, clear: 34, for: 10m }
              soil-dry: off
          - name: pozo
            kind: pump-house
            main: level-tank
        nodes:
          - name: inv-1
            zone: inv
            points:
              temperature: Temperatura
              co2: { es: Gas, en: Gas }
          - name: shelly
            zone: pozo
            silence: 24h
        """;

    [Fact]
    public void The_demo_farm_is_good_and_has_its_nine_zones_and_nodes()
    {
        var (plan, errors) = FarmFile.Parse(FarmFile.DemoText(), "demo.yaml");

        Assert.Empty(errors);
        Assert.Equal(9, plan!.Zones.Count);
        Assert.Equal(9, plan.Nodes.Count);
        Assert.Equal(("Invernadero 1", "Greenhouse 1"), (plan.Zones[0].Title.Spanish, plan.Zones[0].Title.English));
        Assert.Equal("galpon", plan.ZoneOf("galpon-1"));
        Assert.Equal(9, plan.Zones.Select(zone => zone.Main).Count(main => main is "temperature" or "flow"));
    }

    [Fact]
    public void A_whole_file_is_read()
    {
        var (plan, errors) = FarmFile.Parse(Good, "farm.yaml");

        Assert.Empty(errors);
        Assert.Equal(("El Maizal", TimeSpan.FromHours(-4.5)), (plan!.Title, plan.UtcOffset));
        Assert.Equal(["temperature", "level-tank"], plan.Zones.Select(zone => zone.Main));
        Assert.Equal(new LocalText("pozo", "pozo"), plan.Zones[1].Title);
        Assert.Equal(LocalText.Of("Temperatura"), plan.Nodes[0].Points["temperature"]);
        Assert.Equal(TimeSpan.FromMinutes(5), plan.SilenceOf("inv-1"));
        Assert.Equal(TimeSpan.FromHours(24), plan.SilenceOf("shelly"));
    }

    [Fact]
    public void A_zone_changes_the_limits_of_its_kind_and_leaves_rules_out()
    {
        var plan = FarmFile.Parse(Good, "farm.yaml").Plan!;

        var heat = Assert.IsType<LimitRule>(Assert.Single(plan.Rules, rule => rule is { Zone: "inv", Name: "heat" }));
        Assert.Equal(new Limit(LimitSide.Above, 36, 34), heat.Any[0].Limit);
        Assert.Equal(TimeSpan.FromMinutes(10), heat.Any[0].For);
        Assert.Equal("Calor en el invernadero", heat.Title!.Spanish);
        Assert.DoesNotContain(plan.Rules, rule => rule is { Zone: "inv", Name: "soil-dry" });
    }

    public static TheoryData<string> Kinds => [.. ZoneKinds.Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_new_zone_of_any_kind_needs_no_code(string kind)
    {
        var (plan, errors) = FarmFile.Parse($"zones: [{{name: z, kind: {kind}}}]", "farm.yaml");

        Assert.Empty(errors);
        Assert.NotEmpty(plan!.Zones[0].Main);
        Assert.All(plan.Rules, rule => Assert.Equal("z", rule.Zone));
        Assert.All(plan.Rules, rule => Assert.True(rule is { Title: not null, Do: not null }, rule.Name));
    }

    [Theory]
    [InlineData(
        "kind: greenhouse",
        "kind: greenhous",
        8,
        "kind: \"greenhous\" (did you mean \"greenhouse\"?); known: cheese-room, cold-room, electric-fence, field, fire-post, grain-store, greenhouse, mains, mill, pig-barn, pump-house, tank, trough, warehouse, weather-mast"
    )]
    [InlineData(
        "soil-dry: off",
        "soil-dri: off",
        10,
        "rules: \"soil-dri\" is no rule of this kind (did you mean \"soil-dry\"?); known: warm, heat, heat-long, cool, cold, vpd-low, vpd-lowest, vpd-high, vpd-stress, dew, dew-falls, damp, humid, ventilation, ventilation-failed, soil-dry, crop-stress, soil-dry-estimated, crop-stress-estimated, soil-wet, no-effect, probe-out"
    )]
    [InlineData("clear: 34, ", "", 10, "above: changed without \"clear\"; say also where it is over")]
    [InlineData("above: 36", "below: 36", 10, "below: this rule has no \"below\" to change")]
    [InlineData("name: pozo", "name: inv", 12, "name: \"inv\" is the name of a zone above; names are unique")]
    [InlineData("zone: pozo", "zone: poso", 22, "zone: \"poso\" (did you mean \"pozo\"?); known: inv, pozo")]
    [InlineData("name: shelly", "name: inv-1", 21, "name: \"inv-1\" is the name of a node above; names are unique")]
    [InlineData("silence: 5m", "silence: 5s", 4, "silence: \"5s\"; allowed: 30s to 48h, in ms, s, m or h")]
    [InlineData("\"-04:30\"", "-4", 3, "utc_offset: \"-4\"; allowed: -12:00 to +14:00, as -04:00")]
    [InlineData("en: Greenhouse", "fr: Serre", 7, "\"fr\" is no key (did you mean \"es\"?); known: es, en")]
    [InlineData("en: Greenhouse", "fr: Serre", 7, "en is missing")]
    [InlineData("zones:\n", "zones: 3\nx:\n", 5, "zones: a list is expected, each entry begins with \"- \"")]
    public void What_is_wrong_is_said_with_line_key_value_and_what_is_allowed(
        string right,
        string wrong,
        int line,
        string words
    )
    {
        var (plan, errors) = FarmFile.Parse(Good.Replace(right, wrong), "farm.yaml");

        Assert.Null(plan);
        Assert.Contains($"farm.yaml:{line}: {words}", errors.Select(error => error.ToString()));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_in_the_order_of_the_file()
    {
        var (_, errors) = FarmFile.Parse(
            Good.Replace("silence: 5m", "silenc: 5m")
                .Replace("zone: pozo", "zone: x")
                .Replace("kind: pump-house", "kind: y"),
            "farm.yaml"
        );

        Assert.Equal([4, 13, 22], errors.Select(error => error.Line));
    }

    [Theory]
    [InlineData("point: a, above: 1, below: 2", "below: stands beside above; one of above, below, outside, is")]
    [InlineData("point: a", "above: is missing; one of above, below, outside, is")]
    [InlineData("point: a, below: 2, clear: 1", "clear: 1 is lower than below (2); allowed: from 2")]
    [InlineData("point: a, is: onn", "is: \"onn\" (did you mean \"on\"?); allowed: on, off")]
    [InlineData("point: a, above: 1, quorum: 0", "quorum: \"0\"; allowed: 1 to 64")]
    [InlineData("point: a, above: 1, rate_over: 1s", "rate_over: \"1s\"; allowed: 20s to 1h, in ms, s, m or h")]
    [InlineData("point: a, above: 1, while: {point: b}", "above: is missing; one of above, below, is")]
    [InlineData(
        "point: a, above: 1, unless: 3",
        "keys and values are expected here: point, kind, above, below, is, clear, after, heard, rate_over"
    )]
    [InlineData(
        "point: a b, above: 1",
        "point: \"a b\"; allowed: the name of a point, without spaces, up to 64 letters"
    )]
    [InlineData("any: [{point: a}]", "above: is missing; one of above, below, outside, is")]
    [InlineData("fire: [{point: a, is: on}]", "transducer is missing")]
    public void A_rule_that_makes_no_sense_is_refused(string rule, string words)
    {
        var (plan, errors) = FarmFile.Parse($"rules: [{{name: r, {rule}}}]", "farm.yaml");

        Assert.Null(plan);
        Assert.Contains(words, errors.Select(error => error.Words));
    }

    [Theory]
    [InlineData("silence")]
    [InlineData("link")]
    [InlineData("node-alarm")]
    public void A_name_of_Vigias_own_is_refused(string name)
    {
        var (_, errors) = FarmFile.Parse($"rules: [{{name: {name}, point: a, above: 1}}]", "farm.yaml");

        Assert.Contains("is a name of Vigía's own", Assert.Single(errors).Words);
    }
}
