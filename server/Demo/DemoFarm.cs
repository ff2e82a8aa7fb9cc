using System.Net;
using Vigia.Server.Cli;
using Vigia.Server.Farm;
using Vigia.Server.Nodes;

namespace Vigia.Server.Demo;

/// <summary>The demonstration's farm on disk: its farm file, and for each of its nodes a login and what is wired to it.</summary>
internal static class DemoFarm
{
    private const string Site = "demo";
    private const string Prefix = "nodes.";

    /// <summary>Writes it for nodes that find their server at <paramref name="mqtt"/>; gives their node files.</summary>
    /// <param name="farm">A farm file in place of the one that is built in.</param>
    public static IReadOnlyList<string> LayOut(string folder, IPEndPoint mqtt, string? farm = null)
    {
        File.WriteAllText(
            Path.Combine(folder, FarmFile.Name),
            farm is null ? FarmFile.DemoText() : File.ReadAllText(farm)
        );
        var identity = ServerIdentity.Open(folder, Site);
        var register = new NodeRegister(folder, identity.Site);
        var files = new List<string>();
        foreach (var (node, wiring) in Nodes())
        {
            var bundle = Path.Combine(folder, "nodes", node);
            NodeVerb.WriteBundle(
                bundle,
                identity,
                node,
                mqtt.Address.ToString(),
                mqtt.Port,
                register.Add(node, zone: null),
                wiring
            );
            files.Add(Path.Combine(bundle, "node.yaml"));
        }

        return files;
    }

    /// <summary>Name of each node, and what its node.yaml says of its sensors.</summary>
    public static IEnumerable<(string Node, string Wiring)> Nodes() =>
        Embedded
            .Names(Prefix)
            .Select(name => (Path.GetFileNameWithoutExtension(name[Prefix.Length..]), Embedded.Text(name)));
}
