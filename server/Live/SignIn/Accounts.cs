using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Vigia.Server.Live.SignIn;

/// <summary>People who may sign in: <c>identity/users.json</c>, with hashes instead of passwords. Safe for several threads.</summary>
internal sealed class Accounts
{
    public const string FileName = "users.json";
    public const int MaxUsers = 500;
    public const int MaxName = 32;
    public const int MinPassword = 8;
    public const int MaxPassword = 128;

    private const int DrawnLetters = 10;

    // Without those that look alike: 50 bits in ten of them.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    private readonly IdentityTable<Account> users;
    private readonly PasswordHasher<string> hasher = new();

    // Of nobody: an unknown name takes as long to refuse as a wrong password.
    private readonly string nobody;

    /// <summary>Throws <see cref="Nodes.IdentityFault"/> for a damaged file: it must not be taken for a farm without people.</summary>
    public Accounts(string dataFolder)
    {
        users = new IdentityTable<Account>(dataFolder, FileName, AccountsJson.Default.DictionaryStringAccount);
        nobody = hasher.HashPassword("", Guid.NewGuid().ToString());
    }

    public bool IsEmpty => users.Rows.Count == 0;

    /// <summary>By name.</summary>
    public IReadOnlyList<(string Name, Role Role)> All =>
        [.. users.Rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => (row.Key, row.Value.Role))];

    /// <summary>A password made to be typed on a phone; the person chooses another.</summary>
    public static string DrawPassword() => RandomNumberGenerator.GetString(Alphabet, DrawnLetters);

    public AccountOutcome Add(string name, string password, Role role) =>
        !IsName(name) ? AccountOutcome.NameNotAllowed
        : !IsPassword(password) ? AccountOutcome.PasswordNotAllowed
        : users.Change(
            AccountOutcome.Done,
            rows =>
                rows.Count >= MaxUsers ? AccountOutcome.TooManyUsers
                : rows.TryAdd(name, Make(name, password, role)) ? AccountOutcome.Done
                : AccountOutcome.NameTaken
        );

    /// <summary>Ends the person's sessions.</summary>
    public AccountOutcome SetPassword(string name, string password) =>
        IsPassword(password)
            ? Change(name, account => Make(name, password, account.Role))
            : AccountOutcome.PasswordNotAllowed;

    /// <summary>Holds at once, also for who is signed in.</summary>
    public AccountOutcome SetRole(string name, Role role) => Change(name, account => account with { Role = role });

    public AccountOutcome Remove(string name) => Change(name, _ => null);

    /// <summary>The person's stamp, null when name and password do not belong together.</summary>
    public string? Verify(string name, string password)
    {
        var known = users.Rows.GetValueOrDefault(name);
        var answer = hasher.VerifyHashedPassword(name, known?.Hash ?? nobody, password);
        return answer == PasswordVerificationResult.Failed ? null : known?.Stamp;
    }

    /// <summary>Null when the person is no more, or has a newer password than this stamp.</summary>
    public Role? RoleOf(string name, string stamp) =>
        users.Rows.GetValueOrDefault(name) is { } account && account.Stamp == stamp ? account.Role : null;

    private AccountOutcome Change(string name, Func<Account, Account?> change) =>
        users.Change(
            AccountOutcome.Done,
            rows =>
            {
                if (!rows.Remove(name, out var account))
                {
                    return AccountOutcome.NoSuchUser;
                }

                if (change(account) is { } changed)
                {
                    rows[name] = changed;
                }

                // Somebody has to be able to give the next account.
                return account.Role == Role.Coordinator && !rows.Values.Any(row => row.Role == Role.Coordinator)
                    ? AccountOutcome.LastCoordinator
                    : AccountOutcome.Done;
            }
        );

    private Account Make(string name, string password, Role role) =>
        new(hasher.HashPassword(name, password), Guid.NewGuid().ToString("N"), role);

    private static bool IsPassword(string password) => password.Length is >= MinPassword and <= MaxPassword;

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= MaxName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}

internal enum AccountOutcome
{
    Done,
    NameNotAllowed,
    PasswordNotAllowed,
    TooManyUsers,
    NameTaken,
    NoSuchUser,

    /// <summary>Nobody would be left who may give accounts.</summary>
    LastCoordinator,
}
