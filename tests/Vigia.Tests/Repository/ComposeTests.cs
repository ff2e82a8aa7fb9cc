using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Vigia.Tests.Repository;

/// <summary>What can be known of the compose file and the Dockerfiles without an engine.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Text = Checkout.Read("docker-compose.yml");

    private static readonly YamlMappingNode Compose = Load(Text);

    public static TheoryData<string> Services =>
        [.. Of(Compose, "services").Children.Keys.Select(key => key.ToString())];

    [Theory, MemberData(nameof(Services))]
    public void An_image_is_pinned_to_one_version(string service) =>
        Assert.Matches(@"^[\w./-]+:\d+\.\d+\.\d+$", Service(service)["image"].ToString());

    [Theory, MemberData(nameof(Services))]
    public void A_service_that_stays_has_a_health_check(string service)
    {
        var check = Of(Service(service), "healthcheck");

        Assert.True(IsOneShot(service) ? check.ToString().Contains("disable") : check.Children.ContainsKey("test"));
    }

    [Theory, MemberData(nameof(Services))]
    public void Ports_are_bound_to_this_machine_unless_asked(string service) =>
        Assert.All(
            List(service, "ports"),
            port => Assert.StartsWith("${VIGIA_BIND:-127.0.0.1}:", port, StringComparison.Ordinal)
        );

    [Theory, MemberData(nameof(Services))]
    public void What_is_mounted_exists(string service)
    {
        foreach (var source in List(service, "volumes").Select(volume => volume.Split(':')[0]))
        {
            Assert.True(
                source.StartsWith('.')
                    ? Path.Exists(Path.Combine(Checkout.Root, source))
                    : Of(Compose, "volumes").Children.ContainsKey(source),
                source
            );
        }
    }

    [Theory, MemberData(nameof(Services))]
    public void What_is_waited_for_exists_and_can_come_true(string service)
    {
        foreach (var (name, condition) in Pairs(Service(service), "depends_on"))
        {
            var wanted = ((YamlMappingNode)condition)["condition"].ToString();
            Assert.Equal(IsOneShot(name) ? "service_completed_successfully" : "service_healthy", wanted);
        }
    }

    [Fact]
    public void What_is_built_has_a_dockerfile_and_a_user_of_its_own()
    {
        var files = DockerfileName().Matches(Text).Select(match => match.Groups["file"].Value).Distinct().ToList();

        Assert.Equal(["server/Dockerfile", "edge/Dockerfile"], files);
        Assert.All(files, file => Assert.Matches(@"(?m)^USER app$", Checkout.Read(file)));
        Assert.All(
            files,
            file => Assert.Contains("--platform=$BUILDPLATFORM", Checkout.Read(file), StringComparison.Ordinal)
        );
        Assert.All(files, file => Assert.Contains("ARG TARGETARCH", Checkout.Read(file), StringComparison.Ordinal));
    }

    [Fact]
    public void Secrets_come_from_the_environment_file_only()
    {
        var secrets = SecretLine().Matches(Text).Select(match => match.Groups["value"].Value.Trim());

        Assert.NotEmpty(secrets);
        Assert.All(secrets, value => Assert.StartsWith("${", value, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_it_gives_is_one_the_programs_know()
    {
        var help = new Vigia.Server.Cli.TextsEn();
        var known = string.Concat(help.ServeHelp, help.NodeHelp, "--data");
        var given = Option().Matches(string.Concat(Text, Checkout.Read(".env.example"), Checkout.Read("server/Dockerfile")))
            .Select(option => option.Groups["name"].Value)
            .Where(name => name.StartsWith("--", StringComparison.Ordinal))
            .Except(["--platform", "--from", "--interval", "--timeout", "--start-period", "--retries", "--self-contained"]);

        Assert.All(given, option => Assert.Contains(option, known, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_variable_of_the_file_is_explained_or_has_a_default()
    {
        var example = Checkout.Read(".env.example");
        foreach (Match variable in Variable().Matches(Text))
        {
            var (name, hasDefault) = (variable.Groups["name"].Value, variable.Groups["kind"].Value == ":-");
            Assert.True(hasDefault || example.Contains($"{name}=", StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public void The_environment_file_itself_is_never_committed()
    {
        Assert.DoesNotContain(".env", Checkout.Files);
        Assert.Contains(".env", Checkout.Read(".gitignore").Split('\n'));
        Assert.Contains(".env", Checkout.Read(".dockerignore").Split('\n'));
    }

    private static bool IsOneShot(string service) =>
        Service(service).Children.TryGetValue("restart", out var restart) && restart.ToString() == "no";

    private static YamlMappingNode Service(string name) => Of(Of(Compose, "services"), name);

    private static YamlMappingNode Of(YamlMappingNode parent, string key) => (YamlMappingNode)parent[key];

    private static IEnumerable<string> List(string service, string key) =>
        Service(service).Children.TryGetValue(key, out var list)
            ? ((YamlSequenceNode)list).Select(item => item.ToString())
            : [];

    private static IEnumerable<(string Name, YamlNode Value)> Pairs(YamlMappingNode parent, string key) =>
        parent.Children.TryGetValue(key, out var map)
            ? ((YamlMappingNode)map).Children.Select(pair => (pair.Key.ToString(), pair.Value))
            : [];

    private static YamlMappingNode Load(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    [GeneratedRegex(@"(?<![\w-])(?<name>--[a-z][a-z-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Option();

    [GeneratedRegex(@"dockerfile: (?<file>[\w/]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DockerfileName();

    [GeneratedRegex(@"(?i)(?:PASSWORD|SECRET|TOKEN)\w*: *(?<value>.+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretLine();

    [GeneratedRegex(@"\$\{(?<name>\w+)(?<kind>:-|:\?)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
