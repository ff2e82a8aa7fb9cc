using System.Reflection;
using Vigia.Server.Alerts;
using Vigia.Server.Cli;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Cli;

public sealed class TextsTests
{
    private static readonly Texts[] Languages = [new TextsEn(), new TextsEs()];

    // Said the same in both: nothing in it is a word of a language.
    private static readonly string[] Alike = [];

    public static TheoryData<string> Names =>
        [
            .. typeof(Texts)
                .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Select(m => m.Name),
        ];

    public static TheoryData<string> VerbPaths => [.. new Verbs(Languages[0]).All.Select(verb => verb.Path)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_text_is_said_in_both_languages_with_all_it_is_told(string name)
    {
        var method = typeof(Texts).GetMethod(name)!;
        var told = method.GetParameters().Select(Sample).ToArray();

        var said = Languages.Select(texts => (string)method.Invoke(texts, told)!).ToList();

        Assert.All(said, text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.All(
            said,
            text =>
                Assert.All(told.Where(t => t is not Enum), t => Assert.Contains($"{t}", text, StringComparison.Ordinal))
        );
        Assert.True(said[0] != said[1] || Alike.Contains(name), $"{name} is the same in both languages: {said[0]}");
    }

    [Fact]
    public void Every_trouble_with_the_identity_is_told_apart_in_both_languages()
    {
        foreach (var texts in Languages)
        {
            var said = Enum.GetValues<IdentityProblem>().Select(problem => texts.Identity(problem, "x")).ToList();

            Assert.Equal(said.Count, said.Distinct().Count());
        }
    }

    [Fact]
    public void Every_trouble_with_a_certificate_is_told_apart_and_names_the_file()
    {
        foreach (var texts in Languages)
        {
            var said = Enum.GetValues<TlsProblem>().Select(problem => texts.Tls(problem, "ca.pem", "x")).ToList();

            Assert.Equal(said.Count, said.Distinct().Count());
            Assert.All(said, text => Assert.Contains("ca.pem", text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(VerbPaths))]
    public void Help_of_a_verb_names_every_option_it_takes_and_no_other(string path)
    {
        foreach (var texts in Languages)
        {
            var verb = new Verbs(texts).All.Single(v => v.Path == path);

            Assert.Equal(verb.Options.Concat(verb.Flags ?? []).Order(), OptionsIn(verb.Help).Order());
        }
    }

    [Fact]
    public void Help_names_every_verb()
    {
        foreach (var texts in Languages)
        {
            Assert.All(
                new Verbs(texts).All,
                verb => Assert.Contains($"  {verb.Path} ", texts.Help, StringComparison.Ordinal)
            );
        }
    }

    [Theory]
    [InlineData(null, null, null, "es")]
    [InlineData(null, null, "es_UY.UTF-8", "es")]
    [InlineData(null, null, "de_DE.UTF-8", "es")]
    [InlineData(null, null, "en_GB.UTF-8", "en")]
    [InlineData(null, null, "C", "en")]
    [InlineData(null, null, "C.UTF-8", "en")]
    [InlineData(null, null, "POSIX", "en")]
    [InlineData("es_ES", "en_US", "en_US", "es")]
    [InlineData("", "en_US", "es_ES", "en")]
    [InlineData("", "", "", "es")]
    public void The_locale_chooses_the_language(string? all, string? messages, string? lang, string language)
    {
        var locale = new Dictionary<string, string?>
        {
            ["LC_ALL"] = all,
            ["LC_MESSAGES"] = messages,
            ["LANG"] = lang,
        };

        var texts = CliLanguage.Of(name => locale.GetValueOrDefault(name));

        Assert.Equal(language == "en" ? typeof(TextsEn) : typeof(TextsEs), texts.GetType());
    }

    private static object Sample(ParameterInfo parameter, int at) =>
        parameter.ParameterType == typeof(long) ? 4_711L + at
        : parameter.ParameterType == typeof(IdentityProblem) ? IdentityProblem.OtherSite
        : parameter.ParameterType == typeof(TlsProblem) ? TlsProblem.CannotRead
        : parameter.ParameterType == typeof(MaintenanceAnswer) ? MaintenanceAnswer.NotUnder
        : parameter.ParameterType == typeof(AccountOutcome) ? AccountOutcome.NameTaken
        : $"sample-{parameter.Name}";

    private static IEnumerable<string> OptionsIn(string help) =>
        help.Split([' ', '\n', ',', ';', '[', ']', '(', ')', ':'])
            .Where(word => word.StartsWith("--", StringComparison.Ordinal))
            .Distinct();
}
