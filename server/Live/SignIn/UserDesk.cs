using Vigia.Server.Alerts;
using Vigia.Server.Live.Audit;

namespace Vigia.Server.Live.SignIn;

/// <summary>Gives and takes accounts and kiosk links; each act is in the audit, whoever did it and by which means.</summary>
internal sealed class UserDesk(Accounts accounts, AuditBook audit)
{
    public IReadOnlyList<(string Name, Role Role)> All => accounts.All;

    /// <param name="password">Drawn here and said once.</param>
    public AccountOutcome Add(string name, Role role, By by, out string password)
    {
        password = Accounts.DrawPassword();
        return Noted(accounts.Add(name, password, role), by, AuditAct.AccountAdded, $"{name} {role}");
    }

    /// <summary>For who has forgotten it.</summary>
    public AccountOutcome NewPassword(string name, By by, out string password)
    {
        password = Accounts.DrawPassword();
        return Noted(accounts.SetPassword(name, password), by, AuditAct.PasswordChanged, name);
    }

    public AccountOutcome SetRole(string name, Role role, By by) =>
        Noted(accounts.SetRole(name, role), by, AuditAct.RoleChanged, $"{name} {role}");

    public AccountOutcome Remove(string name, By by) => Noted(accounts.Remove(name), by, AuditAct.AccountRemoved, name);

    private AccountOutcome Noted(AccountOutcome outcome, By by, AuditAct act, string about)
    {
        if (outcome == AccountOutcome.Done)
        {
            audit.Write(by, act, about);
        }

        return outcome;
    }
}
