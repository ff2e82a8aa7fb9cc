using System.Security.Cryptography;
using System.Text;
using Vigia.Server.Storage;
using Vigia.Wire;

namespace Vigia.Server.Ingest.Broker;

/// <summary>
/// What Mosquitto has to know of our nodes: <c>identity/broker/passwords</c> and <c>acl</c>, kept up with every node that is
/// added, and the server's own password there. Mosquitto reads them again on SIGHUP.
/// </summary>
internal sealed class BrokerFiles(string dataFolder, string site)
{
    private readonly string folder = Path.Combine(dataFolder, Nodes.ServerIdentity.FolderName, "broker");

    /// <summary>Holds the server's own password, for <c>--broker-secret</c>.</summary>
    public string ServerSecret => Path.Combine(folder, "server.secret");

    /// <param name="nodes">All nodes of the site, this one too.</param>
    public void Add(string node, string secret, IEnumerable<string> nodes)
    {
        var path = Path.Combine(folder, "passwords");
        var lines = File.Exists(path) ? [.. File.ReadLines(path)] : new List<string> { ServerLine() };
        var user = Topics.ClientId(site, node);
        lines.RemoveAll(line => line.StartsWith(user + ":", StringComparison.Ordinal));
        lines.Add(PasswordFile.Line(user, secret).TrimEnd());
        DurableFile.Write(path, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        DurableFile.Write(Path.Combine(folder, "acl"), Encoding.UTF8.GetBytes(Acl.For(site, nodes)));
    }

    private string ServerLine()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        DurableFile.Write(ServerSecret, Encoding.UTF8.GetBytes(secret + "\n"));
        return PasswordFile.Line(Topics.ClientId(site, Topics.Server), secret).TrimEnd();
    }
}
