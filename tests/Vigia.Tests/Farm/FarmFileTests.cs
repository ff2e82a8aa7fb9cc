using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Tests.Farm;

public sealed class FarmFileTests
{
    private const string Good = """
        site: ceiba
        language: en
        rules:
          - name: calor
            point: air
            node: inv1
            above: 38.5
            clear: 36
            for: 90s
            severity: extreme
        """;

    [Fact]
    public void The_example_is_the_plan_of_a_farm_without_a_file()
    {
        var (plan, errors) = FarmFile.Load("/nowhere/farm.yaml");

        Assert.Empty(errors);
        Assert.Equal(Language.Spanish, plan!.Language);
        var rule = Assert.IsType<LimitRule>(Assert.Single(plan.Rules));
        var condition = Assert.Single(rule.Any);
        Assert.Equal(("calor", null, null, Severity.Severe), (rule.Name, rule.Zone, rule.Node, rule.Severity));
        Assert.Equal(("air", TimeSpan.Zero), (condition.Point.Text, condition.For));
        Assert.Equal(new Limit(LimitSide.Above, 38, 36), condition.Limit);
    }

    [Fact]
    public void The_example_names_every_key()
    {
        Assert.All(
            (string[])["site", "language", "rules", "name", "point", "node", "above", "clear", "for", "severity"],
            key => Assert.Contains($"{key}:", FarmFile.ExampleText())
        );
    }

    [Fact]
    public void A_whole_file_is_read()
    {
        var (plan, errors) = FarmFile.Parse(Good, "farm.yaml");

        Assert.Empty(errors);
        Assert.Equal("ceiba", plan!.Site);
        Assert.Equal(Language.English, plan.Language);
        var rule = Assert.IsType<LimitRule>(Assert.Single(plan.Rules));
        var condition = Assert.Single(rule.Any);
        Assert.Equal(("calor", "inv1", Severity.Extreme), (rule.Name, rule.Node, rule.Severity));
        Assert.Equal(new Limit(LimitSide.Above, 38.5, 36), condition.Limit);
        Assert.Equal(TimeSpan.FromSeconds(90), condition.For);
    }

    [Theory]
    [InlineData(
        "severity: extreme",
        "severity: extrem",
        10,
        "severity: \"extrem\" (did you mean \"extreme\"?); allowed: minor, moderate, severe, extreme"
    )]
    [InlineData(
        "above: 38.5",
        "abov: 38.5",
        7,
        "\"abov\" is no key (did you mean \"above\"?); known: name, title, do, node, zone, severity, told, parent, point, above, below, outside, is, clear, for, rate_over, change_over, sum_over, starts_over, ratio_to, minus, of_last, trend_over, hours_on_over, fall_of_days, step_within, rise_after, quorum, while, unless, schedule, season, quality, possible, points"
    )]
    [InlineData("above: 38.5", "above: hot", 7, "above: \"hot\"; allowed: a number, with a point for decimals")]
    [InlineData("above: 38.5", "above: .inf", 7, "above: \".inf\"; allowed: a number, with a point for decimals")]
    [InlineData("clear: 36", "clear: 40", 8, "clear: 40 is higher than above (38.5); allowed: up to 38.5")]
    [InlineData("for: 90s", "for: 90", 9, "for: \"90\"; allowed: 0s to 24h, in ms, s, m or h")]
    [InlineData("for: 90s", "for: 25h", 9, "for: \"25h\"; allowed: 0s to 24h, in ms, s, m or h")]
    [InlineData("for: 90s", "for: [1]", 9, "for: one value is expected")]
    [InlineData("name: calor", "name: El Calor", 4, "name: \"El Calor\"; allowed: a-z, 0-9 and -, 1 to 32 letters")]
    [InlineData("language: en", "language: fr", 2, "language: \"fr\" (did you mean \"es\"?); allowed: es, en")]
    [InlineData("    point: air\n", "", 4, "point is missing")]
    public void What_is_wrong_is_said_with_file_line_key_value_and_what_is_allowed(
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
    public void Two_rules_of_one_name_are_refused()
    {
        var rule = Good[Good.IndexOf("  - name", StringComparison.Ordinal)..];

        var (_, errors) = FarmFile.Parse($"{Good}\n{rule}", "farm.yaml");

        Assert.Contains("names are unique", Assert.Single(errors).Words);
    }

    [Fact]
    public void More_rules_than_allowed_are_refused()
    {
        var (_, errors) = FarmFile.Parse(
            "rules: [" + string.Join(",", Enumerable.Repeat("{}", 201)) + "]",
            "farm.yaml"
        );

        Assert.Contains("rules: 201 entries; allowed: up to 200", Assert.Single(errors).Words);
    }

    [Theory]
    [InlineData("rules: [")]
    [InlineData("a: b: c")]
    [InlineData("a: 1\na: 2")]
    public void What_is_no_YAML_is_an_error_with_its_line(string yaml)
    {
        var (plan, errors) = FarmFile.Parse(yaml, "farm.yaml");

        Assert.Null(plan);
        Assert.StartsWith("not YAML", Assert.Single(errors).Words);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("rules: []")]
    public void A_file_without_rules_is_a_farm_without_rules(string yaml)
    {
        var (plan, errors) = FarmFile.Parse(yaml, "farm.yaml");

        Assert.Empty(errors);
        Assert.Empty(plan!.Rules);
    }
}
