using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Vigia.Server.Nodes;
using Vigia.Server.Storage;

namespace Vigia.Server.Live.SignIn;

/// <summary>
/// People who may sign in: <c>identity/users.json</c>, readable by its owner only, with hashes instead of passwords.
/// Safe for several threads.
/// </summary>
internal sealed class Accounts
{
    public const string FileName = "users.json";
    public const int MaxUsers = 500;
    public const int MaxName = 32;
    public const int MinPassword = 8;
    public const int MaxPassword = 128;

    private readonly string path;
    private readonly Lock gate = new();
    private readonly PasswordHasher<string> hasher = new();

    // Of nobody: an unknown name takes as long to refuse as a wrong password.
    private readonly string nobody;
    private Dictionary<string, Account> users;

    /// <summary>Throws <see cref="IdentityFault"/> for a damaged file: it must not be taken for a farm without people.</summary>
    public Accounts(string dataFolder)
    {
        path = Path.Combine(dataFolder, ServerIdentity.FolderName, FileName);
        users = Read(path);
        nobody = hasher.HashPassword("", Guid.NewGuid().ToString());
    }

    public bool IsEmpty => users.Count == 0;

    /// <summary>Adds a person, or gives a known one a new password, which ends their sessions.</summary>
    public AddOutcome Add(string name, string password)
    {
        if (!IsName(name))
        {
            return AddOutcome.NameNotAllowed;
        }

        if (password.Length is < MinPassword or > MaxPassword)
        {
            return AddOutcome.PasswordNotAllowed;
        }

        lock (gate)
        {
            if (users.Count >= MaxUsers && !users.ContainsKey(name))
            {
                return AddOutcome.TooManyUsers;
            }

            var account = new Account(hasher.HashPassword(name, password), Guid.NewGuid().ToString("N"));
            Write(new Dictionary<string, Account>(users) { [name] = account });
            return AddOutcome.Added;
        }
    }

    /// <summary>The person's stamp, null when name and password do not belong together.</summary>
    public string? Verify(string name, string password)
    {
        var known = users.GetValueOrDefault(name);
        var answer = hasher.VerifyHashedPassword(name, known?.Hash ?? nobody, password);
        return answer == PasswordVerificationResult.Failed ? null : known?.Stamp;
    }

    /// <summary>False when the person is no more, or has a newer password than this stamp.</summary>
    public bool Holds(string name, string stamp) => users.GetValueOrDefault(name)?.Stamp == stamp;

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= MaxName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private void Write(Dictionary<string, Account> changed)
    {
        DurableFile.Write(
            path,
            JsonSerializer.SerializeToUtf8Bytes(changed, AccountsJson.Default.DictionaryStringAccount)
        );
        users = changed;
    }

    private static Dictionary<string, Account> Read(string path)
    {
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(path), AccountsJson.Default.DictionaryStringAccount)
                    ?? throw new IdentityFault(IdentityProblem.Damaged, path)
                : [];
        }
        catch (JsonException)
        {
            throw new IdentityFault(IdentityProblem.Damaged, path);
        }
    }
}

internal enum AddOutcome
{
    Added,
    NameNotAllowed,
    PasswordNotAllowed,
    TooManyUsers,
}
