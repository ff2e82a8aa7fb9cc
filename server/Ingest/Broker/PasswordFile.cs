using System.Security.Cryptography;
using System.Text;

namespace Vigia.Server.Ingest.Broker;

/// <summary>Lines of Mosquitto 2's <c>password_file</c>: <c>user:$7$ITERATIONS$SALT$HASH</c>, PBKDF2 with SHA-512.</summary>
internal static class PasswordFile
{
    private const int SaltBytes = 12;
    private const int HashBytes = 64;

    // Node secrets are random, so that a dictionary helps nobody: what mosquitto_passwd takes is enough.
    private const int Iterations = 101;

    public static string Line(string user, string secret) =>
        Line(user, secret, RandomNumberGenerator.GetBytes(SaltBytes));

    public static string Line(string user, string secret, byte[] salt)
    {
        if (user.AsSpan().ContainsAny(':', '\n', '\r'))
        {
            throw new ArgumentException("a user has no colon and no line break", nameof(user));
        }

        var hash = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(secret),
            salt,
            Iterations,
            HashAlgorithmName.SHA512,
            HashBytes
        );
        return $"{user}:$7${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}\n";
    }
}
