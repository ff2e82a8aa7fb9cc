using Vigia.Server.Nodes;

namespace Vigia.Tests.Ingest;

/// <summary>The site <c>farm</c> and its nodes; the secret of a node is <c>secret-NODE</c>.</summary>
internal sealed class KnownNodes(params string[] nodes) : INodeRegister
{
    public const string Site = "farm";

    public static string SecretOf(string node) => $"secret-{node}";

    public bool Verify(string user, ReadOnlySpan<byte> secret, out string node)
    {
        node = user.StartsWith(Site + ".", StringComparison.Ordinal) ? user[(Site.Length + 1)..] : "";
        return Knows(node) && secret.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(SecretOf(node)));
    }

    public string? ZoneOf(string node) => null;

    public bool Knows(string node) => nodes.Contains(node);
}
