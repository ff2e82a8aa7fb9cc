using Vigia.Server.Farm;

namespace Vigia.Tests.Farm;

/// <summary>What the farm file says of causes, of what comes and goes, and of the service itself.</summary>
public sealed class CausesTests
{
    private const string Good = """
        zones:
          - { name: luz, kind: mains }
          - name: pozo
            kind: pump-house
            fed_by: luz
            rules:
              tank-low: { parent: [mains-lost, no-current] }
              pump-dry: { parent: off }
        flapping: { raises: 4, calm: 10m }
        service: { point: 2h, away: 5m, phones: 3m, store: 0s, charts: 24h }
        rules:
          - { name: valley-dark, point: voltage, below: 100, parent: mains-lost }
        """;

    [Fact]
    public void A_rule_names_what_explains_it_and_a_zone_what_feeds_it()
    {
        var (plan, errors) = FarmFile.Parse(Good, "farm.yaml");

        Assert.Empty(errors);
        Assert.Equal("luz", plan!.Zone("pozo")!.FedBy);
        Assert.Equal(["mains-lost", "no-current"], ParentsOf(plan, "tank-low"));
        Assert.Equal(["mains-lost"], ParentsOf(plan, "no-current"));
        Assert.Equal(["mains-lost"], ParentsOf(plan, "valley-dark"));
        Assert.Empty(ParentsOf(plan, "pump-dry"));
        Assert.Equal(new FlappingPlan(4, TimeSpan.FromMinutes(10)), plan.Flapping);
        Assert.Equal(
            new ServicePlan(
                TimeSpan.FromHours(2),
                TimeSpan.FromMinutes(5),
                TimeSpan.FromMinutes(3),
                TimeSpan.Zero,
                TimeSpan.FromHours(24),
                TimeSpan.FromMinutes(30)
            ),
            plan.Service
        );
    }

    [Theory]
    [InlineData("parent: mains-lost }", "parent: main-lost }", 12, "\"main-lost\"")]
    [InlineData("parent: mains-lost }", "parent: valley-dark }", 12, "a rule is not explained by itself")]
    [InlineData("parent: mains-lost }", "parent: [a b] }", 12, "parent: \"a b\"; allowed")]
    [InlineData("[mains-lost, no-current]", "[mains-lost, no-curent]", 7, "did you mean \"no-current\"")]
    [InlineData("fed_by: luz", "fed_by: lus", 5, "did you mean \"luz\"")]
    [InlineData("fed_by: luz", "fed_by: pozo", 5, "a zone is not fed by itself")]
    [InlineData("raises: 4", "raises: 1", 9, "raises: \"1\"; allowed: 2 to 60")]
    [InlineData("calm: 10m", "calm: 10s", 9, "calm: \"10s\"; allowed: 1m to 24h")]
    [InlineData("away: 5m", "gone: 5m", 10, "\"gone\" is no key")]
    [InlineData("point: 2h", "point: 1m", 10, "point: \"1m\"; allowed: 5m to 48h")]
    public void What_is_wrong_about_them_is_said(string right, string wrong, int line, string words)
    {
        var (plan, errors) = FarmFile.Parse(Good.Replace(right, wrong, StringComparison.Ordinal), "farm.yaml");

        Assert.Null(plan);
        Assert.Contains(errors, error => error.Line == line && $"{error}".Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_kinds_name_as_a_cause_is_a_rule_of_theirs_or_of_the_mains()
    {
        foreach (var kind in ZoneKinds.Names)
        {
            var (plan, errors) = FarmFile.Parse(
                $"zones: [{{ name: here, kind: {kind} }}, {{ name: luz, kind: mains }}]",
                "farm.yaml"
            );
            Assert.Empty(errors);
            var names = plan!.Rules.Select(rule => rule.Name).ToHashSet();
            Assert.All(plan.Rules.SelectMany(rule => rule.Parents), parent => Assert.Contains(parent, names));
        }
    }

    private static IReadOnlyList<string> ParentsOf(FarmPlan plan, string rule) =>
        plan.Rules.Single(known => known.Name == rule).Parents;
}
