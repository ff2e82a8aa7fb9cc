using Vigia.Server.Calls.Replies;
using Vigia.Server.Farm;

namespace Vigia.Server.Calls.Texts;

internal sealed class CallWordsEn : CallWords
{
    public static CallWordsEn Instance { get; } = new();

    public override string Deputy => "NO ANSWER YET. ";

    public override string Worse => "WORSE. ";

    public override string Reminder(int number) => $"NOTICE {number + 1}. ";

    public override string AllClear(string code, string clock) => $"END of alert {code}, at {clock}. Thank you.";

    public override string Coming(int people) => $"{people} coming: ";

    public override string AndOthers(int people) => $" and {people} more";

    public override string ManyAlerts(int alerts) => $"{alerts} alerts in ";

    public override string SomeOver(int alerts) => $"{alerts} are over";

    public override string LookAtPage => "Look at the page.";

    public override string Digest(string clock) => $"Summary of {clock}: ";

    public override string Low(int alerts) => alerts == 1 ? "1 notice in " : $"{alerts} notices in ";

    public override string HeldBack(int texts) => $"{texts} not sent at their time";

    public override string Late(int findings) => findings == 1 ? "1 late finding" : $"{findings} late findings";

    public override string HandOver(string roles, string until) => $"You have the duty of {roles} until {until}.";

    public override string DeputyIs(string person) => $"Deputy: {person}.";

    public override string OpenNow(int alerts) => alerts == 0 ? "Nothing open." : $"Open: {alerts}. Ask LIST.";

    public override string HandedOver(string roles, string person) =>
        $"Your duty of {roles} ends. {person} follows. Thank you.";

    public override string Alive(string farm, int alerts) =>
        alerts == 0 ? $"{farm}: Vigia lives. Nothing open." : $"{farm}: Vigia lives. Open: {alerts}.";

    public override string Role(string role) =>
        role switch
        {
            "pig-barn" => "pig barn",
            Roles.Coordinator => "coordination",
            _ => role,
        };

    public override string HelpText =>
        "YES/COMING: I see to it. OK: I know. NO: I cannot. END: over. FALSE. With the code: YES A17. LIST, STATUS, JOIN, FIRE place.";

    public override string NotUnderstood =>
        "Not understood. Answer YES, COMING or NO with the code. To close, only END and the code. Ask HELP.";

    public override string NothingOpen => "Nothing is open.";

    public override string WhichOne(ReplyWord word) => $"Which one? Answer {Typed(word)} with its code: ";

    public override string NoSuchCode(string code) => $"There is no alert {code}. Ask LIST.";

    public override string AlreadyOver(string code) => $"Alert {code} is over.";

    public override string OnlyTheChief(string word, string code, string chief) =>
        $"{word} {code} is for the one in charge to say: {chief}.";

    public override string SaysFalse(string person, string code) =>
        $"{person} says that {code} is false. If so, answer FALSE {code}.";

    public override string TryAgain => "It could not be noted now. Send the same in a minute.";

    public override string Closed(string code) => $"Noted: {code} is over. All are told.";

    public override string Status(int open, int texts) => $"Open: {open}. You have {texts} texts left today.";

    public override string YourDuties(string roles) => $"You have the duty of {roles}.";

    public override string NoDuty(string roles) =>
        roles.Length == 0 ? "You are in no role." : $"No duty today. To join answer JOIN and the role: {roles}.";

    public override string Joined(string role, string until) => $"You joined the duty of {role} until {until}.";

    public override string NoSuchRole(string roles) => $"Answer JOIN and your role: {roles}.";

    public override string FireTaken(string place) => $"FIRE in {place} noted. The brigade is called.";

    public override string WhichPlace(string places) => $"Where? Answer FIRE and the place: {places}.";

    public override string Typed(ReplyWord word) =>
        word switch
        {
            ReplyWord.Yes => "YES",
            ReplyWord.Ok => "OK",
            ReplyWord.Coming => "COMING",
            ReplyWord.No => "NO",
            ReplyWord.End => "END",
            ReplyWord.False => "FALSE",
            ReplyWord.List => "LIST",
            ReplyWord.Status => "STATUS",
            ReplyWord.Help => "HELP",
            ReplyWord.Join => "JOIN",
            _ => "FIRE",
        };
}
