using Vigia.Server.Live.SignIn;

namespace Vigia.Server.Demo;

/// <summary>Whoever looks at the demonstration: a name, and a password of this run alone. May everything there.</summary>
internal sealed record Visitor(string Name, string Password)
{
    public static Visitor SignUp(Accounts accounts)
    {
        var visitor = new Visitor("demo", Accounts.DrawPassword());
        accounts.Add(visitor.Name, visitor.Password, Role.Coordinator);
        return visitor;
    }
}
