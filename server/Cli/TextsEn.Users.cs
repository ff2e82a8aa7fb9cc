using Vigia.Server.Live.SignIn;

namespace Vigia.Server.Cli;

internal sealed partial class TextsEn
{
    public override string UserHelp =>
        """
            Usage: vigia user add NAME [--role ROLE]      gives an account of the page and writes its first password
                   vigia user role NAME --role ROLE       changes what it may, from now on
                   vigia user password NAME               gives another password; its sessions end
                   vigia user remove NAME                 takes the account
                   vigia user list                        who has an account, and as what

              --role ROLE     viewer: read; attendant: also see to alerts (the ordinary one); technician: also maintenance and
                              trying rules; coordinator: also accounts, screens, drills and the audit
              --data DIR      everything the service keeps

            Whether the service runs or not. Each change is in the audit.
            """;

    public override string NeedsUser => "The account's name is missing: vigia user add maria";

    public override string UserPassword(string name, string password) =>
        $"Password of {name}, nobody can read it again: {password}";

    public override string UserChanged(string name) => $"Done: {name}";

    public override string UserRefused(string name, AccountOutcome why) =>
        why switch
        {
            AccountOutcome.NameNotAllowed =>
                $"\"{name}\" will not do: 1 to 32 plain letters, digits, dot, hyphen or _.",
            AccountOutcome.NameTaken => $"{name} has an account; vigia user password {name} gives another password.",
            AccountOutcome.NoSuchUser => $"{name} has no account; vigia user list says who has.",
            AccountOutcome.LastCoordinator =>
                $"{name} is the last account that may give accounts: give another coordinator first.",
            AccountOutcome.TooManyUsers => $"There is no room for another account: {Accounts.MaxUsers} at most.",
            _ => $"{name}: not done ({why})",
        };
}
