using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vigia.Server.Storage;

namespace Vigia.Server.Nodes;

/// <summary>
/// Who this server is: nodes obey one id. Made once, kept in <c>identity/server.json</c>, and never made anew while a ledger
/// exists: nodes would turn away from it.
/// </summary>
internal sealed record ServerIdentity(string Id, string Site)
{
    public const string FolderName = "identity";

    private const string FileName = "server.json";

    /// <summary>Reads it, or makes it for a new data folder. <paramref name="site"/> null: as it is, or the default.</summary>
    public static ServerIdentity Open(string dataFolder, string? site)
    {
        var path = Path.Combine(dataFolder, FolderName, FileName);
        if (File.Exists(path))
        {
            var known = Read(path);
            return known is null ? throw new IdentityFault(IdentityProblem.Damaged, path)
                : site is null || site == known.Site ? known
                : throw new IdentityFault(IdentityProblem.OtherSite, known.Site);
        }

        if (File.Exists(Path.Combine(dataFolder, Ledger.LedgerFile.Name)))
        {
            throw new IdentityFault(IdentityProblem.MissingBesideLedger, path);
        }

        var made = new ServerIdentity(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), site ?? DefaultSite);
        DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(made, IdentityJson.Default.ServerIdentity));
        return made;
    }

    public const string DefaultSite = "granja";

    private static ServerIdentity? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), IdentityJson.Default.ServerIdentity);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Why the identity can't be used; the command line says it in the reader's language.</summary>
internal enum IdentityProblem
{
    Damaged,
    OtherSite,
    MissingBesideLedger,
}

internal sealed class IdentityFault(IdentityProblem problem, string detail) : Exception($"{problem}: {detail}")
{
    public IdentityProblem Problem { get; } = problem;

    public string Detail { get; } = detail;
}

/// <summary>What is kept of a node's login: the secret is 256 random bits, so one salted SHA-256 is enough to hide it.</summary>
internal sealed record NodeVerifier(string Salt, string Hash, string? Zone);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ServerIdentity))]
[JsonSerializable(typeof(Dictionary<string, NodeVerifier>))]
internal sealed partial class IdentityJson : JsonSerializerContext;
