using System.Text.RegularExpressions;

namespace Vigia.Tests.Repository;

/// <summary>What can be known of the Dockerfiles without an engine.</summary>
public sealed partial class DockerfileTests
{
    public static TheoryData<string, string> Files =>
        new()
        {
            { "server/Dockerfile", "server/Vigia.Server.csproj" },
            { "edge/Dockerfile", "edge/Agent/Vigia.Edge.csproj" },
        };

    [Theory, MemberData(nameof(Files))]
    public void Every_base_is_pinned_to_one_version(string file, string _)
    {
        var bases = Line(file, "FROM").Select(line => line.Split(' ').First(word => word.Contains(':'))).ToList();

        Assert.Equal(2, bases.Count);
        Assert.All(bases, image => Assert.Matches(@"^mcr\.microsoft\.com/dotnet/\w+:\d+\.\d+\.\d+-noble$", image));
    }

    [Theory, MemberData(nameof(Files))]
    public void It_is_compiled_on_the_machine_that_builds_and_runs_on_any(string file, string _)
    {
        Assert.StartsWith("--platform=$BUILDPLATFORM ", Line(file, "FROM").First(), StringComparison.Ordinal);
        Assert.DoesNotContain("--platform", Line(file, "FROM").Last(), StringComparison.Ordinal);
        Assert.DoesNotContain(Line(file, "RUN"), run => run.Contains(" -r ", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Files))]
    public void It_does_not_run_as_root(string file, string _)
    {
        var lines = Checkout.Read(file).Split('\n').ToList();

        Assert.Equal("USER app", lines.Last(line => line.StartsWith("USER", StringComparison.Ordinal)));
        Assert.True(
            lines.IndexOf("USER app") < lines.FindIndex(line => line.StartsWith("ENTRYPOINT", StringComparison.Ordinal))
        );
    }

    [Theory, MemberData(nameof(Files))]
    public void What_it_copies_is_there_and_not_kept_out(string file, string project)
    {
        Assert.Equal([". .", "--from=build /out /app"], Line(file, "COPY"));
        string[] kept = [project, "edge/Wire/Vigia.Wire.csproj", "Directory.Build.props", "global.json"];
        var keptOut = Checkout.Read(".dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(kept, path => Assert.True(File.Exists(Path.Combine(Checkout.Root, path)), path));
        Assert.Empty(keptOut.Intersect(kept.SelectMany(path => new[] { path, path.Split('/')[0] })));
    }

    [Theory, MemberData(nameof(Files))]
    public void It_publishes_as_the_readme_does_and_with_the_lock_files(string file, string project)
    {
        var publish = Assert.Single(
            Line(file, "RUN"),
            run => run.StartsWith("dotnet publish", StringComparison.Ordinal)
        );
        var command = publish.Split(" -o ")[0];

        Assert.StartsWith($"dotnet publish {Path.GetDirectoryName(project)} ", command, StringComparison.Ordinal);
        Assert.Contains(" -p:RestoreLockedMode=true", command, StringComparison.Ordinal);
        Assert.Contains(command + " -o", Checkout.Read("README.md"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Files))]
    public void It_starts_what_it_published(string file, string project)
    {
        var assembly = AssemblyName().Match(Checkout.Read(project)).Groups["name"].Value;

        Assert.Equal($"[\"dotnet\", \"/app/{assembly}.dll\"]", Assert.Single(Line(file, "ENTRYPOINT")));
    }

    [Fact]
    public void Every_kind_of_node_has_its_lock_files()
    {
        foreach (Match machine in NodeMachine().Matches(Checkout.Read("README.md")))
        {
            var name = $"packages.{machine.Groups["rid"].Value}.lock.json";
            Assert.Contains($"edge/Agent/{name}", Checkout.Files);
            Assert.Contains($"edge/Wire/{name}", Checkout.Files);
        }

        Assert.NotEmpty(NodeMachine().Matches(Checkout.Read("README.md")));
    }

    private static IEnumerable<string> Line(string file, string word) =>
        Checkout
            .Read(file)
            .Split('\n')
            .Where(line => line.StartsWith(word + " ", StringComparison.Ordinal))
            .Select(line => line[(word.Length + 1)..]);

    [GeneratedRegex("<AssemblyName>(?<name>[^<]+)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AssemblyName();

    [GeneratedRegex(@"dotnet publish edge/Agent .*-r (?<rid>[\w-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NodeMachine();
}
