using System.Text.RegularExpressions;
using System.Xml.Linq;
using Vigia.Wire;

namespace Vigia.Tests.Repository;

public sealed partial class LayoutTests
{
    private const int MostLines = 400;

    private static readonly string[] Top =
    [
        "edge",
        "server",
        "tests",
        "dashboards",
        "docker-compose.yml",
        "README.md",
        "Vigia.slnx",
        "Directory.Build.props",
        "Directory.Packages.props",
        "global.json",
        "LICENSE",
    ];

    private static readonly string[] PatternWords = ["Helpers", "Utils", "Managers", "Services", "Interfaces"];

    [Fact]
    public void The_top_level_is_what_the_design_says()
    {
        var top = Checkout.Files.Select(path => path.Split('/')[0]).Distinct();

        Assert.Empty(top.Where(name => !name.StartsWith('.')).Except(Top));
    }

    [Fact]
    public void Folders_bear_farm_words_not_pattern_words() =>
        Assert.DoesNotContain(Checkout.Files, path => path.Split('/').Intersect(PatternWords).Any());

    [Fact]
    public void A_topic_is_spelled_in_one_file_only()
    {
        string[] mayShowThem = ["edge/Wire/Topics.cs", "tests/"];
        var spelled = Checkout
            .Sources.Where(path => !mayShowThem.Any(path.StartsWith))
            .Where(path => TopicLiteral().IsMatch(Checkout.Read(path)));

        Assert.Empty(spelled);
    }

    [Fact]
    public void Every_project_is_in_the_solution_and_has_a_lock_file()
    {
        var projects = Checkout.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        var solution = XDocument
            .Parse(Checkout.Read("Vigia.slnx"))
            .Descendants("Project")
            .Select(p => p.Attribute("Path")!.Value);

        Assert.NotEmpty(projects);
        Assert.Equal(projects.Order(), solution.Order());
        Assert.All(
            projects,
            path => Assert.Contains($"{Path.GetDirectoryName(path)}/packages.lock.json", Checkout.Files)
        );
    }

    [Fact]
    public void Lock_files_hold_hashes_and_no_addresses()
    {
        var locks = Checkout.Files.Where(path => Path.GetFileName(path) == "packages.lock.json").ToList();

        Assert.All(locks, path => Assert.DoesNotContain("http", Checkout.Read(path), StringComparison.Ordinal));
        Assert.Contains(locks, path => Checkout.Read(path).Contains("contentHash", StringComparison.Ordinal));
    }

    [Fact]
    public void No_source_is_too_long_to_read()
    {
        var longest = Checkout.Sources.Select(path => (path, Lines: Checkout.Read(path).AsSpan().Count('\n')));

        Assert.DoesNotContain(longest, file => file.Lines > MostLines);
    }

    [Fact]
    public void Nothing_reaches_outside_the_repository()
    {
        string[] outside = ["../shared", "/work" + "/"];
        var texts = Checkout.Files.Where(path => !path.EndsWith(".png", StringComparison.Ordinal));

        Assert.DoesNotContain(
            texts,
            path =>
                outside.Any(Checkout.Read(path).Contains) && !path.EndsWith("LayoutTests.cs", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_readme_names_every_refusal_and_no_other()
    {
        var named = RefusalRow().Matches(Checkout.Read("README.md")).Select(row => row.Groups["name"].Value);

        Assert.Equal(Enum.GetNames<Refusal>(), named);
    }

    [Fact]
    public void The_readme_names_every_topic()
    {
        var readme = Checkout.Read("README.md");
        var prefix = Topics.Of("s", "n", Channel.Birth)[..^"birth".Length];

        Assert.All(
            Topics.NodeWrites.Concat(Topics.ServerWrites),
            channel =>
                Assert.Contains($"`{Topics.Of("s", "n", channel)[prefix.Length..]}`", readme, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_readme_says_that_no_engine_ran_the_compose_file() =>
        Assert.Contains("No container engine has run", Checkout.Read("README.md"), StringComparison.Ordinal);

    [GeneratedRegex("\"[^\"\n]*vigia/v1", RegexOptions.None, 1000)]
    private static partial Regex TopicLiteral();

    [GeneratedRegex(@"^\| `(?<name>[A-Z]\w+)` \| (?=\S)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RefusalRow();
}
