using Vigia.Edge.Cli;
using Vigia.Edge.NodeFile;

namespace Vigia.Tests.Edge.Cli;

public sealed class LanguageTests
{
    [Theory]
    [InlineData(null, null, null, typeof(TextsEs))]
    [InlineData(null, null, "", typeof(TextsEs))]
    [InlineData(null, null, "es_VE.UTF-8", typeof(TextsEs))]
    [InlineData(null, null, "en_US.UTF-8", typeof(TextsEn))]
    [InlineData(null, null, "C", typeof(TextsEn))]
    [InlineData(null, null, "C.UTF-8", typeof(TextsEn))]
    [InlineData(null, null, "POSIX", typeof(TextsEn))]
    [InlineData("es_ES", "en_GB", "en_GB", typeof(TextsEs))]
    [InlineData("", "en_GB", "es_VE", typeof(TextsEn))]
    [InlineData(null, null, "pt_BR.UTF-8", typeof(TextsEs))]
    public void The_command_line_follows_the_locale(string? all, string? messages, string? lang, Type texts)
    {
        var environment = new Dictionary<string, string?>
        {
            ["LC_ALL"] = all,
            ["LC_MESSAGES"] = messages,
            ["LANG"] = lang,
        };

        Assert.IsType(texts, Language.Choose(environment.GetValueOrDefault));
    }

    [Fact]
    public void Every_finding_has_words_of_its_own_in_both_languages()
    {
        foreach (var texts in new Texts[] { new TextsEs(), new TextsEn() })
        {
            var said = Enum.GetValues<FindingKind>()
                .Select(kind => texts.Describe(new Finding("n.yaml", 3, kind, "key", "value", "allowed")))
                .ToList();

            Assert.Equal(said.Count, said.Distinct().Count());
            Assert.All(said, s => Assert.StartsWith("n.yaml:3: key: ", s, StringComparison.Ordinal));
            Assert.DoesNotContain(said, s => Enum.GetNames<FindingKind>().Any(s.EndsWith));
        }
    }

    [Fact]
    public void A_finding_is_one_line_with_all_one_needs_to_mend_it()
    {
        var finding = new Finding(
            "node.yaml",
            7,
            FindingKind.UnknownWord,
            "sensors[1].chip",
            "sth3x",
            "sht3x",
            "sht3x"
        );

        Assert.Equal(
            "node.yaml:7: sensors[1].chip: «sth3x» no es ninguno de sht3x. ¿Quiso decir «sht3x»?",
            new TextsEs().Describe(finding)
        );
        Assert.Equal(
            "node.yaml:7: sensors[1].chip: 'sth3x' is not one of sht3x. Did you mean 'sht3x'?",
            new TextsEn().Describe(finding)
        );
    }
}
