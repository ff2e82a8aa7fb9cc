using Vigia.Server.Alerts;
using Vigia.Server.Derive.Expressions;

namespace Vigia.Server.Farm.Words;

/// <summary>What is said of a farm file that is wrong, one class a language. Values stand in quotes, as they were written.</summary>
internal abstract class FarmWords
{
    public static FarmWords Of(Language language) =>
        language == Language.Spanish ? FarmWordsEs.Instance : FarmWordsEn.Instance;

    public abstract string DidYouMean(string word);
    public abstract string UnknownKey(string key, string near, string known);
    public abstract string KeysExpected(string keys);
    public abstract string TooMany(int entries, int most);
    public abstract string ListExpected { get; }
    public abstract string NamesExpected { get; }
    public abstract string OneValueExpected { get; }
    public abstract string Missing(string key);
    public abstract string Unknown(string value, string near, string known);
    public abstract string NotAllowed(string value, string allowed, string near = "");
    public abstract string TooLong(int letters, int most);
    public abstract string Name(int most);
    public abstract string Point { get; }
    public abstract string Number { get; }
    public abstract string Between(string least, string most);
    public abstract string Span(string shortest, string longest);
    public abstract string Offset { get; }
    public abstract string Hours { get; }
    public abstract string HourOfDay { get; }
    public abstract string Date { get; }
    public abstract string Phone { get; }
    public abstract string TooLarge(long bytes);
    public abstract string NotYaml(string reason);
    public abstract string Warning(string words);

    public abstract string NodeTaken(string name);
    public abstract string SirenTaken(string node);
    public abstract string NoSirenFor(string zone);
    public abstract string ZoneTaken(string name);
    public abstract string RuleTaken(string name);
    public abstract string PersonTaken(string name);
    public abstract string PhoneTaken(string other);
    public abstract string OwnRule(string name, string names);
    public abstract string RuleOfKind(string name, string zone);

    public abstract string NoRuleOfKind(string name, string near, string known);
    public abstract string NoSettingOfKind(string name, string near, string known);
    public abstract string SeveralConditions(string names);
    public abstract string NothingToChange(string key);
    public abstract string NeedsClear { get; }
    public abstract string NoSuchCondition(string name, string near, string known);
    public abstract string NoRuleOfPoint(string rule, string point, string zone, string near, string known);
    public abstract string RuleNotOfPoint(string rule, string point, string points);
    public abstract string KindTaken(string name);
    public abstract string NoPoint(string formula);
    public abstract string NoValue(string expression);
    public abstract string WrongExpression(string expression, ExpressionError error, string names);
    public abstract string ChannelTaken(string name);
    public abstract string ChannelOfVigia(string name);
    public abstract string NoChannel(string name, string near, string known);

    public abstract string OwnNeighbour { get; }
    public abstract string FedByItself { get; }
    public abstract string OwnParent { get; }
    public abstract string OneSidedNeighbour(string zone, string other);
    public abstract string RotaEndsBeforeItBegins(string from);
    public abstract string NotInRole(string person, string role);
    public abstract string FewInRole(string role, int people);
    public abstract string NobodyInRole(string role, string kind);
    public abstract string LongPlace(string text, int septets, int most);
    public abstract string LongTitle(string rule, string zone, string language);
    public abstract string LongLandmark(string rule, string zone, string language);
    public abstract string LongAdvice(string rule, string zone, string language);

    public abstract string OtherSite(string site, string running);

    public abstract string OneOfThese(IReadOnlyList<string> keys);
    public abstract string NotBeside(string other, IReadOnlyList<string> keys);
    public abstract string WrongBand(double low, double high);
    public abstract string TooDeep(int most);
    public abstract string DayOfYear { get; }
    public abstract string RunsNeedWhile { get; }
    public abstract string WrongClear(double clear, string side, double raise);
}
