using Vigia.Server.Alerts;
using Vigia.Server.Calls.Replies;

namespace Vigia.Server.Calls.Texts;

/// <summary>What people read when they are called, one class a language. Places, names and roles come from the farm file.</summary>
internal abstract class CallWords
{
    public static CallWords Of(Language language) =>
        language == Language.Spanish ? CallWordsEs.Instance : CallWordsEn.Instance;

    /// <summary>Before what is wrong: the one before has not answered.</summary>
    public abstract string Deputy { get; }
    public abstract string Worse { get; }

    /// <summary>Told for so many times more.</summary>
    public abstract string Reminder(int number);

    public abstract string AllClear(string code, string clock);
    public abstract string Coming(int people);
    public abstract string AndOthers(int people);

    /// <summary>Begins a summary of many alerts; places follow.</summary>
    public abstract string ManyAlerts(int alerts);
    public abstract string SomeOver(int alerts);
    public abstract string LookAtPage { get; }

    public abstract string Digest(string clock);
    public abstract string Low(int alerts);
    public abstract string HeldBack(int texts);
    public abstract string Late(int findings);

    public abstract string HandOver(string roles, string until);
    public abstract string DeputyIs(string person);
    public abstract string OpenNow(int alerts);
    public abstract string HandedOver(string roles, string person);

    public abstract string Alive(string farm, int alerts);

    public abstract string Role(string role);

    public abstract string HelpText { get; }
    public abstract string NotUnderstood { get; }
    public abstract string NothingOpen { get; }
    public abstract string WhichOne(ReplyWord word);
    public abstract string NoSuchCode(string code);
    public abstract string AlreadyOver(string code);
    public abstract string OnlyTheChief(string word, string code, string chief);
    public abstract string SaysFalse(string person, string code);
    public abstract string TryAgain { get; }
    public abstract string Closed(string code);
    public abstract string Status(int open, int texts);
    public abstract string YourDuties(string roles);
    public abstract string NoDuty(string roles);
    public abstract string Joined(string role, string until);
    public abstract string NoSuchRole(string roles);
    public abstract string FireTaken(string place);
    public abstract string WhichPlace(string places);

    /// <summary>What people type for it.</summary>
    public abstract string Typed(ReplyWord word);

    /// <summary>No mark is longer.</summary>
    public string LongestMark => new[] { Deputy, Worse, Reminder(5) }.MaxBy(mark => Gsm7.Septets(Gsm7.Fit(mark))) ?? "";
}
