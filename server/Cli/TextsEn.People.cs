using Vigia.Server.Calls.Texts;

namespace Vigia.Server.Cli;

/// <summary>Of the people who are called.</summary>
internal sealed partial class TextsEn
{
    public override string PeopleHelp =>
        """
            Usage: vigia people [options]

            Says who has the duty of each role now, in the order of the calls, how long the modem takes to tell them all, and how
            many texts each person may still get today. It asks the service that runs on this machine.

              --data FOLDER          the service's data folder

            What people may answer to a text: YES, COMING, OK, NO, END, FALSE, with the code where several alerts stand (YES A17);
            and LIST, STATUS, HELP, JOIN, FIRE and a place; the same in Spanish. JOIN tells which duty one has; JOIN and one's role
            adds one to that duty until it changes. A number that is not in the farm file is never answered.
            """;

    public override string DemoTold(string person, string text) => $"SMS out   to {person}: {text}";

    public override string DemoRung(string person) => $"call out  to {person}, 20 s";

    public override string DemoNoSiren => "siren     nobody answers, and there is none that the service can switch";

    public override string DemoSirenQuiet => "siren     may be silent";

    public override string DemoSiren(string outcome) => $"siren     nobody answers: it is to sound {outcome}".TrimEnd();

    public override string DutyNow(string role, string first, string others, string people, string seconds) =>
        $"{CallWordsEn.Instance.Role(role), -14} {first}{(others.Length > 0 ? ", then " : "")}{others}  ({people} told in {seconds} s)";

    public override string TextsLeft(string person, string left, string of) =>
        $"{person, -24} {left} of {of} texts left today";

    public override string SimLeft(string left, string of) => $"{"the SIM", -24} {left} of {of} texts left today";
}
