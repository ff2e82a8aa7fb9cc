using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vigia.Server.Storage;
using Vigia.Wire;

namespace Vigia.Server.Nodes;

/// <summary>
/// The nodes of <c>identity/nodes.json</c>. Read again when the file has changed, so that a node added while the server
/// runs can log in at once. Safe for several threads.
/// </summary>
internal sealed class NodeRegister(string dataFolder, string site) : INodeRegister
{
    /// <summary>Nodes of one site.</summary>
    public const int MaxNodes = 10_000;

    private const int SecretBytes = 32;

    private readonly string path = Path.Combine(dataFolder, ServerIdentity.FolderName, "nodes.json");
    private readonly Lock gate = new();
    private Dictionary<string, NodeVerifier> nodes = [];
    private DateTime seen;
    private long checkedAt = long.MinValue / 2;

    /// <summary>The file can't be read: the nodes known before still are.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Every node, as the file has it now.</summary>
    public IReadOnlyCollection<string> Names => Read().Keys;

    public bool Verify(string user, ReadOnlySpan<byte> secret, out string node)
    {
        node = user.StartsWith(site + ".", StringComparison.Ordinal) ? user[(site.Length + 1)..] : "";
        return Current().TryGetValue(node, out var verifier)
            && CryptographicOperations.FixedTimeEquals(
                Convert.FromHexString(verifier.Hash),
                Hash(Convert.FromHexString(verifier.Salt), secret)
            );
    }

    /// <summary>What the farm file says of a node's zone: it wins over what was said when the node was added.</summary>
    public Func<string, string?> FarmZone { get; init; } = _ => null;

    public string? ZoneOf(string node) => FarmZone(node) ?? Current().GetValueOrDefault(node)?.Zone;

    public bool Knows(string node) => Current().ContainsKey(node);

    /// <summary>Adds a node and gives its secret, which is kept nowhere here. An existing node gets a new secret.</summary>
    public string Add(string node, string? zone)
    {
        lock (gate)
        {
            var known = Read();
            var secret = Convert
                .ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes))
                .Replace('+', '-')
                .Replace('/', '_');
            var salt = RandomNumberGenerator.GetBytes(16);
            known[node] = new NodeVerifier(
                Convert.ToHexStringLower(salt),
                Convert.ToHexStringLower(Hash(salt, Encoding.UTF8.GetBytes(secret))),
                zone
            );
            DurableFile.Write(
                path,
                JsonSerializer.SerializeToUtf8Bytes(known, IdentityJson.Default.DictionaryStringNodeVerifier)
            );
            return secret;
        }
    }

    // Looks at the file at most four times a second: every pack asks for its zone.
    private Dictionary<string, NodeVerifier> Current()
    {
        var now = Environment.TickCount64;
        if (now - Volatile.Read(ref checkedAt) < 250)
        {
            return nodes;
        }

        lock (gate)
        {
            var written = File.GetLastWriteTimeUtc(path);
            if (written != seen)
            {
                Load();
                seen = written;
            }

            // Last: until then others wait here, and do not take what is about to be replaced.
            Volatile.Write(ref checkedAt, now);
            return nodes;
        }
    }

    private void Load()
    {
        try
        {
            nodes = Read();
            IsDamaged = false;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            IsDamaged = true;
        }
    }

    private Dictionary<string, NodeVerifier> Read() =>
        File.Exists(path)
            ? JsonSerializer.Deserialize(File.ReadAllBytes(path), IdentityJson.Default.DictionaryStringNodeVerifier)
                ?? []
            : [];

    private static byte[] Hash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> secret)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(secret);
        return hash.GetHashAndReset();
    }
}
