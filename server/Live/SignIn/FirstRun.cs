using System.Security.Cryptography;
using System.Text;

namespace Vigia.Server.Live.SignIn;

/// <summary>
/// The way in while nobody has a password: a token on the console, good for one person, once, who becomes the coordinator. Who can read the console may
/// choose the first password; nobody else can.
/// </summary>
internal sealed class FirstRun(Accounts accounts)
{
    private readonly Lock gate = new();
    private readonly string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Null once somebody has a password.</summary>
    public string? Token => accounts.IsEmpty ? token : null;

    /// <summary>Null when the token is not this start's, or was used.</summary>
    public AccountOutcome? Choose(string offered, string name, string password)
    {
        lock (gate)
        {
            var fits = CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(offered),
                Encoding.UTF8.GetBytes(token)
            );
            return fits && accounts.IsEmpty ? accounts.Add(name, password, Role.Coordinator) : null;
        }
    }
}
