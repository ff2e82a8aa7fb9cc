using Vigia.Server.Farm;

namespace Vigia.Tests.Farm;

/// <summary>A farm's own kind of zone is written in its file, and needs no code.</summary>
public sealed class OwnKindsTests
{
    private const string Good = """
        kinds:
          hatchery:
            main: temperature
            role: pig-barn
            points:
              temperature: { es: Nacedora, en: Hatcher }
              humidity: { es: Humedad, en: Humidity }
            settings:
              egg:
                words:
                  hen: { values: { warmth: 37.7 } }
                  duck: { values: { warmth: 37.5 }, cold: off }
                otherwise: hen
              turn: { from: 1, to: 24, otherwise: 4 }
            derive: [wet_bulb]
            channels:
              - { name: over, title: { es: Sobre lo debido, en: Over }, unit: Cel, formula: temperature - warmth }
            rules:
              - name: hot
                title: { es: Nacedora caliente, en: Hatcher hot }
                do: { es: Abra la ventila, en: Open the vent }
                severity: severe
                point: over
                above: 0.5
                clear: 0.3
                for: 5m
              - { name: cold, title: { es: Fría, en: Cold }, point: temperature, below: "= warmth - 1", clear: "= warmth - 0.5" }
        zones:
          - { name: z, kind: hatchery, settings: { egg: duck } }
          - { name: y, kind: hatchery }
        nodes: [{ name: made-up, zone: z }]
        """;

    [Fact]
    public void It_brings_points_settings_channels_limits_rules_and_texts_as_Vigias_kinds_do()
    {
        var plan = Plan();

        Assert.Equal(("temperature", "pig-barn"), (plan.Zones[0].Main, plan.Zones[0].Role));
        Assert.Equal(["hot"], plan.Rules.Where(rule => rule.Zone == "z").Select(rule => rule.Name));
        Assert.Equal(["hot", "cold"], plan.Rules.Where(rule => rule.Zone == "y").Select(rule => rule.Name));
        Assert.Equal(36.7, plan.Rules.Single(rule => rule.Name == "cold").Conditions.Single().Limit.Raise, 9);
        Assert.Equal(["wet_bulb"], plan.Zones[0].Derive);
        Assert.Equal("Sobre lo debido", plan.TitleOf("made-up", "over")!.Spanish);
    }

    [Fact]
    public void Its_rules_are_judged()
    {
        using var place = new KindPlace(Plan());

        new TimeLine("6m: over=0.6").PlayOn(place);

        Assert.Equal(["hot"], place.Standing);
    }

    [Theory]
    [InlineData(
        "kind: hatchery }",
        "kind: hatchry }",
        "kind: \"hatchry\" (did you mean \"hatchery\"?); known: cheese-room"
    )]
    [InlineData("  hatchery:\n", "  tank:\n", "tank: \"tank\" is a kind of Vigía's own; take another name")]
    [InlineData(
        "main: temperature",
        "mein: temperature",
        "\"mein\" is no key (did you mean \"main\"?); known: main, role"
    )]
    [InlineData(
        "derive: [wet_bulb]",
        "derive: [wet_bulp]",
        "derive: \"wet_bulp\" (did you mean \"wet_bulb\"?); known: vpd"
    )]
    [InlineData("formula: temperature - warmth", "formula: temperatur - warmth", "formula: \"temperatur - warmth\": ")]
    [InlineData(
        "formula: temperature - warmth",
        "formula: warmth * 2",
        "formula: \"warmth * 2\" uses no point; it would never be told"
    )]
    [InlineData("{ name: over,", "{ name: vpd,", "name: \"vpd\" is measured or derived by Vigía; take another name")]
    [InlineData("\"= warmth - 1\"", "\"= warm - 1\"", "below: \" warm - 1\": ")]
    [InlineData("egg: duck", "egg: dock", "egg: \"dock\" (did you mean \"duck\"?); known: hen, duck")]
    public void What_is_wrong_in_it_is_said_with_its_line(string right, string wrong, string words)
    {
        var text = Good.Replace(right, wrong);
        var line = text[..text.IndexOf(wrong, StringComparison.Ordinal)].Count(letter => letter == '\n') + 1;

        var (plan, errors) = FarmFile.Parse(text, "farm.yaml");

        Assert.Null(plan);
        Assert.Contains(
            errors,
            error => error.ToString().StartsWith($"farm.yaml:{line}: {words}", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_kind_of_which_there_is_no_zone_yet_is_checked_all_the_same()
    {
        var (plan, errors) = FarmFile.Parse("kinds: { a: { main: b, role: pomp } }", "farm.yaml");

        Assert.Null(plan);
        Assert.Contains("role: \"pomp\" (did you mean \"pump\"?)", Assert.Single(errors).Words);
    }

    private static FarmPlan Plan()
    {
        var (plan, errors) = FarmFile.Parse(Good, "farm.yaml");
        Assert.Empty(errors);
        return plan!;
    }
}
