using System.Text;
using Vigia.Server.Ingest.Broker;
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
        var register = new NodeRegister(data, identity.Site);
        var secret = register.Add(node, zone);
        new BrokerFiles(data, identity.Site).Add(node, secret, register.Names);
        var folder = Path.GetFullPath(settings.Text("--out") ?? ".");
        WriteBundle(folder, identity, node, host, port, secret);
        Console.WriteLine(texts.NodeAdded($"{identity.Site}.{node}", folder));
        return Task.FromResult(ExitCode.Good);
    }

    /// <summary>The two files a node needs.</summary>
    /// <param name="wiring">The part of node.yaml from <c>sensors</c> on; null: an example of it.</param>
    public static void WriteBundle(
        string folder,
        ServerIdentity identity,
        string node,
        string host,
        int port,
        string secret,
        string? wiring = null
    )
    {
        DurableFile.Write(Path.Combine(folder, "node.secret"), Encoding.UTF8.GetBytes(secret + "\n"));
        DurableFile.Write(
            Path.Combine(folder, "node.yaml"),
            Encoding.UTF8.GetBytes(Head(identity, node, host, port) + (wiring ?? ExampleWiring))
        );
    }

    private const string ExampleWiring = """
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

    private static string Head(ServerIdentity identity, string node, string host, int port) =>
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
