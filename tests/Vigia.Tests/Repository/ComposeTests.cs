using System.Diagnostics;
using System.Text.RegularExpressions;
using Vigia.Server;
using Vigia.Server.Cli;
using Vigia.Server.Ingest.Broker;
using Vigia.Server.Live;
using Vigia.Server.Nodes;
using YamlDotNet.RepresentationModel;

namespace Vigia.Tests.Repository;

/// <summary>What can be known of the compose file and the Dockerfiles without an engine.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Text = Checkout.Read("docker-compose.yml");

    private static readonly string Example = Checkout.Read(".env.example");

    private static readonly string MosquittoConf = Checkout.Read("server/Ingest/Broker/mosquitto.conf");

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
        foreach (var source in Mounts(service).Select(mount => mount.Source))
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
    public void Secrets_come_from_the_environment_file_only()
    {
        var secrets = SecretLine().Matches(Text).Select(match => match.Groups["value"].Value.Trim());

        Assert.NotEmpty(secrets);
        Assert.All(secrets, value => Assert.StartsWith("${", value, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_variable_of_the_file_is_explained_and_no_other() =>
        Assert.Equal(
            Variable().Matches(Text).Select(match => match.Groups["name"].Value).Append("COMPOSE_PROFILES").ToHashSet(),
            Explained().Matches(Example).Select(match => match.Groups["name"].Value).ToHashSet()
        );

    [Fact]
    public void What_a_variable_is_without_its_file_is_what_the_file_says()
    {
        foreach (Match variable in VariableWithDefault().Matches(Text))
        {
            var line = $"{variable.Groups["name"]}={variable.Groups["otherwise"]}";
            Assert.Contains(line, Example.Split('\n'));
        }
    }

    [Fact]
    public void The_server_knows_every_option_it_is_given()
    {
        var asked = Options(Service("server")["command"].ToString()).Concat(Options(Example)).ToList();

        Assert.Contains("--broker-secret", asked);
        Assert.Empty(asked.Except(ServeOptions.Names));
    }

    [Fact]
    public void The_one_that_registers_knows_every_option_it_is_given()
    {
        var script = Of(Of(Compose, "services"), "enrol")["command"][0].ToString();

        Assert.Contains("node add inv1 ", script, StringComparison.Ordinal);
        Assert.Empty(Options(script).Except(NodeVerb.Options));
    }

    [Fact]
    public void The_agent_knows_every_option_and_folder_it_is_given()
    {
        var command = List("node", "command").ToList();

        Assert.Equal("simulate", command[0]);
        Assert.All(
            Options(string.Join(' ', command)),
            option => Assert.Contains($"{option} ", new Vigia.Edge.Cli.TextsEn().SimulateHelp, StringComparison.Ordinal)
        );
        Assert.Contains("RUNTIME_DIRECTORY", Pairs(Service("node"), "environment").Select(pair => pair.Name));
        Assert.Contains(
            Checkout.Sources.Where(path => path.StartsWith("edge/Agent/", StringComparison.Ordinal)),
            path => Checkout.Read(path).Contains("\"RUNTIME_DIRECTORY\"", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_server_publishes_the_ports_it_listens_on()
    {
        var command = Service("server")["command"].ToString();

        foreach (var port in List("server", "ports").Select(port => port.Split(':')[^1]))
        {
            Assert.Contains($" 0.0.0.0:{port}", command, StringComparison.Ordinal);
            Assert.Contains(port, ExposeLine().Match(Checkout.Read("server/Dockerfile")).Value.Split(' '));
        }
    }

    [Fact]
    public void Passwords_for_the_page_cross_the_network_encrypted()
    {
        var command = Service("server")["command"].ToString();

        Assert.Contains("--https 0.0.0.0:8443 ", command, StringComparison.Ordinal);
        Assert.Contains(List("server", "ports"), port => port.EndsWith(":8443:8443", StringComparison.Ordinal));
        Assert.Contains("https://ADDRESS:8443", Example, StringComparison.Ordinal);
    }

    [Fact]
    public void The_certificate_that_is_made_is_one_the_server_shows_for_the_address_it_is_asked_for()
    {
        using var data = new TemporaryFolder();
        MakeCertificate(data.Path, "192.168.1.10");
        var files = CertificateIn(data.Path);
        var first = File.ReadAllText(files.CertificateFile);

        MakeCertificate(data.Path, "192.168.1.10");
        var same = File.ReadAllText(files.CertificateFile);
        MakeCertificate(data.Path, "192.168.1.11");

        Assert.Equal(first, same);
        Assert.Equal(
            ["192.168.1.11", "vigia.local"],
            PageAddress.NamesOf(ServerCertificate.Load(files).TargetCertificate)
        );
        Assert.NotNull(ServerCertificate.LoadCa(Path.Combine(data.Path, "tls", "ca.pem"), files));
        Assert.False(File.Exists(Path.Combine(data.Path, "tls", "ca.key")));
    }

    [Fact]
    public void Mosquitto_listens_where_it_is_looked_for()
    {
        var listeners = Listener().Matches(MosquittoConf).Select(match => match.Groups["port"].Value).ToList();
        var probed = ((YamlSequenceNode)Of(Service("mosquitto"), "healthcheck")["test"]).Last().ToString();
        var published = List("mosquitto", "ports").Select(port => port.Split(':')[^1]);

        Assert.Contains(probed, listeners);
        Assert.Equal(["8883"], published.Intersect(listeners));
        Assert.Contains($"--broker mosquitto:{probed} ", Example, StringComparison.Ordinal);
        Assert.Contains($"VIGIA_NODE_SERVER=mosquitto:{probed}", Example, StringComparison.Ordinal);
    }

    [Fact]
    public void Mosquitto_finds_what_the_server_writes_for_it()
    {
        using var data = new TemporaryFolder();
        var files = new BrokerFiles(data.Path, "granja");
        files.Add("inv1", "secret", ["inv1"]);
        var folder = Path.GetDirectoryName(files.ServerSecret)!;

        var mount = Assert.Single(Mounts("mosquitto"), mount => mount.Target == "/mosquitto/config");
        Assert.Equal(("server", Path.GetRelativePath(data.Path, folder)), (mount.Source, mount.Subpath));
        Assert.All(
            BrokerFile().Matches(MosquittoConf).Select(match => match.Groups["name"].Value),
            name => Assert.True(File.Exists(Path.Combine(folder, name)), name)
        );
        Assert.Contains(
            "--broker-secret /data/" + Path.GetRelativePath(data.Path, files.ServerSecret),
            Example,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Mosquitto_keeps_what_it_persists()
    {
        var mount = Assert.Single(Mounts("mosquitto"), mount => mount.Target == "/mosquitto/data");

        Assert.Contains("\npersistence_location /mosquitto/data/\n", MosquittoConf, StringComparison.Ordinal);
        Assert.Contains($"mkdir -p /data/{mount.Subpath}", Text, StringComparison.Ordinal);
        Assert.Contains("./server/Ingest/Broker/mosquitto.conf", Mounts("mosquitto").Select(m => m.Source));
    }

    [Fact]
    public void The_environment_file_itself_is_never_committed()
    {
        Assert.DoesNotContain(".env", Checkout.Files);
        Assert.Contains(".env", Checkout.Read(".gitignore").Split('\n'));
        Assert.Contains(".env", Checkout.Read(".dockerignore").Split('\n'));
    }

    // The part of the script that comes before the node's, run as the engine would hand it over.
    private static void MakeCertificate(string data, string address)
    {
        var script = Service("enrol")["command"][0].ToString();
        var part = script[..script.IndexOf("test -e /nodes", StringComparison.Ordinal)]
            .Replace("${VIGIA_BIND:-127.0.0.1}", address, StringComparison.Ordinal)
            .Replace("$$", "$", StringComparison.Ordinal)
            .Replace("/data/", data + "/", StringComparison.Ordinal);
        using var bash = Process.Start(
            new ProcessStartInfo("bash", ["-c", part]) { RedirectStandardError = true, UseShellExecute = false }
        )!;
        var said = bash.StandardError.ReadToEnd();
        bash.WaitForExit();
        Assert.True(bash.ExitCode == 0, said);
    }

    // Where the server is told to look.
    private static TlsFiles CertificateIn(string data)
    {
        var words = Service("server")["command"].ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new TlsFiles(After("--tls-cert"), After("--tls-key"));

        string After(string option) => data + words[Array.IndexOf(words, option) + 1]["/data".Length..];
    }

    private static bool IsOneShot(string service) =>
        Service(service).Children.TryGetValue("restart", out var restart) && restart.ToString() == "no";

    private static YamlMappingNode Service(string name) => Of(Of(Compose, "services"), name);

    private static YamlMappingNode Of(YamlMappingNode parent, string key) => (YamlMappingNode)parent[key];

    private static IEnumerable<string> List(string service, string key) =>
        Service(service).Children.TryGetValue(key, out var list)
            ? ((YamlSequenceNode)list).Select(item => item.ToString())
            : [];

    private static IEnumerable<Mount> Mounts(string service) =>
        Service(service).Children.TryGetValue("volumes", out var list) ? ((YamlSequenceNode)list).Select(Mount.Of) : [];

    private static IEnumerable<string> Options(string text) => Option().Matches(text).Select(match => match.Value);

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

    private sealed record Mount(string Source, string Target, string? Subpath)
    {
        public static Mount Of(YamlNode node) =>
            node is YamlMappingNode map
                ? new Mount(map["source"].ToString(), map["target"].ToString(), map["volume"]["subpath"].ToString())
                : new Mount(node.ToString().Split(':')[0], node.ToString().Split(':')[1], null);
    }

    [GeneratedRegex(@"(?i)(?:PASSWORD|SECRET|TOKEN)\w*: *(?<value>.+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretLine();

    [GeneratedRegex(@"\$\{(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\$\{(?<name>\w+):-(?<otherwise>[^}]*)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VariableWithDefault();

    [GeneratedRegex(@"(?m)^#?(?<name>[A-Z_]+)=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Explained();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*", RegexOptions.None, 1000)]
    private static partial Regex Option();

    [GeneratedRegex(@"(?m)^EXPOSE .*$", RegexOptions.None, 1000)]
    private static partial Regex ExposeLine();

    [GeneratedRegex(@"(?m)^listener (?<port>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listener();

    [GeneratedRegex(@"(?m)^(password|acl)_file /mosquitto/config/(?<name>\w+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BrokerFile();
}
