using Vigia.Server.Farm;

namespace Vigia.Tests.Farm;

public sealed class SirensTests
{
    private const string Yaml = """
        zones:
          - { name: ceiba, kind: fire-post }
          - { name: loma, kind: fire-post }
          - { name: galpon, kind: warehouse }
        nodes:
          - { name: fuego-1, zone: ceiba }
          - { name: fuego-2, zone: loma }
        sirens:
          - { node: fuego-1, zones: [ceiba], kinds: warehouse, sound: 90s, phones: "07:00-19:00" }
          - { node: fuego-2 }
        """;

    [Fact]
    public void A_siren_is_for_its_zones_and_kinds_or_for_every_fire()
    {
        var (plan, errors) = FarmFile.Parse(Yaml, "farm.yaml");

        Assert.Empty(errors);
        Assert.Equal(["fuego-1", "fuego-2"], plan!.SirensOf("ceiba").Select(siren => siren.Node));
        Assert.Equal(["fuego-1", "fuego-2"], plan.SirensOf("galpon").Select(siren => siren.Node));
        Assert.Equal(["fuego-2"], plan.SirensOf("loma").Select(siren => siren.Node));
        Assert.Equal(["fuego-2"], plan.SirensOf(null).Select(siren => siren.Node));
        Assert.Equal(TimeSpan.FromSeconds(90), plan.Sirens[0].Sound);
        Assert.Equal(new QuietHours(new TimeOnly(7, 0), new TimeOnly(19, 0)), plan.Sirens[0].Phones);
        Assert.Equal(
            (SirenPlan.DefaultSound, (QuietHours?)SirenPlan.DefaultPhones),
            (plan.Sirens[1].Sound, plan.Sirens[1].Phones)
        );
    }

    [Theory]
    [InlineData("{ node: fuego-2 }", "{ node: fuego-3 }", 10, "did you mean \"fuego-")]
    [InlineData("{ node: fuego-2 }", "{ node: fuego-1 }", 10, "\"fuego-1\" has a siren above")]
    [InlineData("{ node: fuego-2 }", "{}", 10, "node is missing")]
    [InlineData("zones: [ceiba]", "zones: [cieba]", 9, "did you mean \"ceiba\"")]
    [InlineData("kinds: warehouse", "kinds: [tank]", 9, "known: fire-post, warehouse")]
    [InlineData("sound: 90s", "sound: 11m", 9, "allowed: 5s to 10m")]
    [InlineData("\"07:00-19:00\"", "by day", 9, "two times of the day")]
    public void A_mistake_is_named_with_its_line(string right, string wrong, int line, string words)
    {
        var (plan, errors) = FarmFile.Parse(Yaml.Replace(right, wrong, StringComparison.Ordinal), "farm.yaml");

        Assert.Null(plan);
        Assert.Contains(errors, error => error.Line == line && error.Words.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Phones_off_is_never_and_a_post_that_no_siren_hears_is_a_warning()
    {
        var read = FarmFile.Parse(
            Yaml.Replace("- { node: fuego-2 }", "- { node: fuego-2, zones: galpon, phones: off }"),
            "farm.yaml"
        );

        Assert.Null(read.Plan!.Sirens[1].Phones);
        Assert.Contains(read.Warnings, warning => warning.Words.Contains("\"loma\"", StringComparison.Ordinal));
    }
}
