using System.Security.Cryptography;
using Vigia.Server.Live.SignIn;

namespace Vigia.Server.Demo;

/// <summary>Whoever looks at the demonstration: a name, and a password of this run alone, made to be typed on a phone.</summary>
internal sealed record Visitor(string Name, string Password)
{
    private const int Letters = 10;

    // Without those that look alike: 50 bits in ten of them.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    public static Visitor SignUp(Accounts accounts)
    {
        var visitor = new Visitor("demo", RandomNumberGenerator.GetString(Alphabet, Letters));
        accounts.Add(visitor.Name, visitor.Password);
        return visitor;
    }
}
