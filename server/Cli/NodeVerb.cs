using System.Text;
using Vigia.Server.Nodes;
using Vigia.Server.Storage;
using Vigia.Wire;

namespace Vigia.Server.Cli;

/// <summary><c>vigia node add</c>: registers a node and writes what it needs to speak as itself.</summary>
internal static class NodeVerb
{
    public static IReadOnlyList<string> Options { get; } = ["--data", "--site", "--server", "--out", "--zone"];

    public static Task<int> AddAsync(Settings settings, CancellationToken stop)
    {
        var texts = settings.Texts;
        var node = settings.Argument ?? throw new PlainWords(texts.NeedsNode);
        if (!Topics.IsNodeName(node))
        {
            throw new PlainWords(texts.NotAName("node add", node));
        }

        var (host, port) = settings.HostAndPort("--server") ?? throw new PlainWords(texts.NeedsServerAddress);
        var zone = settings.Text("--zone");
        if (zone is not null && !Topics.IsName(zone))
        {
            throw new PlainWords(texts.NotAName("--zone", zone));
        }

        var data = settings.DataFolder();
        var identity = OpenIdentity(data, settings);
        var secret = new NodeRegister(data, identity.Site).Add(node, zone);
        var folder = Path.GetFullPath(settings.Text("--out") ?? ".");
        WriteBundle(folder, identity, node, host, port, secret);
        Console.WriteLine(texts.NodeAdded($"{identity.Site}.{node}", folder));
        return Task.FromResult(ExitCode.Good);
    }

    /// <summary>The two files a node needs.</summary>
    public static void WriteBundle(
        string folder,
        ServerIdentity identity,
        string node,
        string host,
        int port,
        string secret
    )
    {
        DurableFile.Write(Path.Combine(folder, "node.secret"), Encoding.UTF8.GetBytes(secret + "\n"));
        DurableFile.Write(
            Path.Combine(folder, "node.yaml"),
            Encoding.UTF8.GetBytes(NodeYaml(identity, node, host, port))
        );
    }

    private static string NodeYaml(ServerIdentity identity, string node, string host, int port) =>
        $"""
            # Written by "vigia node add". What is wired to this node goes below "sensors"; "vigia-edge check" reads it over.
            site: {identity.Site}
            node: {node}
            server:
              id: {identity.Id}
              host: {host}
              port: {port}
              tls: false
            secret: node.secret
            sensors:
              - name: air
                chip: sht3x
                bus: 1
                address: 0x44
                every: 5s
                points:
                  temperature: air
                  humidity: humidity

            """;

    private static ServerIdentity OpenIdentity(string data, Settings settings)
    {
        try
        {
            return ServerIdentity.Open(data, settings.Text("--site"));
        }
        catch (IdentityFault e)
        {
            throw new PlainWords(settings.Texts.Identity(e.Problem, e.Detail), ExitCode.Wrong);
        }
    }
}
