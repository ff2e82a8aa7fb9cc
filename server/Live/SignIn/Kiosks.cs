using System.Security.Cryptography;
using System.Text;

namespace Vigia.Server.Live.SignIn;

/// <param name="Title">Where the screen hangs.</param>
/// <param name="Hash">SHA-256 of the token, which has 256 random bits and is kept nowhere.</param>
/// <param name="By">Who made it.</param>
internal sealed record Kiosk(string Title, string Hash, string By, long MadeMs);

/// <summary>
/// Links that let a screen on the wall read, and nothing else: <c>identity/kiosks.json</c>. Revoked, what was opened by one ends.
/// Safe for several threads.
/// </summary>
internal sealed class Kiosks(string dataFolder)
{
    public const string FileName = "kiosks.json";
    public const int Most = 20;
    public const int MaxTitle = 60;

    private const int TokenBytes = 32;

    private readonly IdentityTable<Kiosk> kiosks = new(
        dataFolder,
        FileName,
        AccountsJson.Default.DictionaryStringKiosk
    );

    /// <summary>By number, the newest last.</summary>
    public IReadOnlyList<KeyValuePair<string, Kiosk>> All =>
        [.. kiosks.Rows.OrderBy(row => row.Value.MadeMs).ThenBy(row => row.Key, StringComparer.Ordinal)];

    /// <summary>A link's token, said once.</summary>
    public KioskOutcome Make(string title, string by, DateTimeOffset now, out string token)
    {
        var drawn = token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        if (string.IsNullOrWhiteSpace(title) || title.Length > MaxTitle)
        {
            return KioskOutcome.TitleNotAllowed;
        }

        return kiosks.Change(
            KioskOutcome.Done,
            rows =>
            {
                if (rows.Count >= Most)
                {
                    return KioskOutcome.TooManyKiosks;
                }

                var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
                rows[id] = new Kiosk(title.Trim(), HashOf(drawn), by, now.ToUnixTimeMilliseconds());
                return KioskOutcome.Done;
            }
        );
    }

    public KioskOutcome Revoke(string id) =>
        kiosks.Change(KioskOutcome.Done, rows => rows.Remove(id) ? KioskOutcome.Done : KioskOutcome.NoSuchKiosk);

    /// <summary>The link of this token; null: there is none, or no more.</summary>
    public string? Find(string token)
    {
        var hash = Encoding.ASCII.GetBytes(HashOf(token));
        return kiosks
            .Rows.Where(row => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(row.Value.Hash), hash))
            .Select(row => row.Key)
            .FirstOrDefault();
    }

    public string? TitleOf(string id) => kiosks.Rows.GetValueOrDefault(id)?.Title;

    private static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

internal enum KioskOutcome
{
    Done,
    TitleNotAllowed,
    TooManyKiosks,
    NoSuchKiosk,
}
