using Vigia.Server.Cli;
using Vigia.Server.Derive.Expressions;

namespace Vigia.Server.Farm.Words;

internal sealed class FarmWordsEn : FarmWords
{
    public static FarmWordsEn Instance { get; } = new();

    public override string DidYouMean(string word) => $" (did you mean \"{word}\"?)";

    public override string UnknownKey(string key, string near, string known) =>
        $"\"{key}\" is no key{near}; known: {known}";

    public override string KeysExpected(string keys) => $"keys and values are expected here: {keys}";

    public override string TooMany(int entries, int most) => $"{entries} entries; allowed: up to {most}";

    public override string ListExpected => "a list is expected, each entry begins with \"- \"";

    public override string NamesExpected => "names are expected, each with \": \" after it";

    public override string OneValueExpected => "one value is expected";

    public override string Missing(string key) => $"{key} is missing";

    public override string Unknown(string value, string near, string known) => $"\"{value}\"{near}; known: {known}";

    public override string NotAllowed(string value, string allowed, string near = "") =>
        $"\"{value}\"{near}; allowed: {allowed}";

    public override string TooLong(int letters, int most) => $"{letters} letters; allowed: up to {most}";

    public override string Name(int most) => $"a-z, 0-9 and -, 1 to {most} letters";

    public override string Point => "the name of a point, without spaces, up to 64 letters";

    public override string Number => "a number, with a point for decimals";

    public override string Between(string least, string most) => $"{least} to {most}";

    public override string Span(string shortest, string longest) => $"{shortest} to {longest}, in ms, s, m or h";

    public override string Offset => "-12:00 to +14:00, as -04:00";

    public override string Hours => "two times of the day, as 21:00-05:00";

    public override string HourOfDay => "an hour of the day, as 06:30";

    public override string Date => "a date of the calendar, as 2026-01-31";

    public override string Phone => "as +584140000000 or 0414-0000000";

    public override string TooLarge(long bytes) => $"longer than {bytes} bytes";

    public override string NotYaml(string reason) => $"not YAML: {reason}";

    public override string Warning(string words) => $"warning: {words}";

    public override string SirenTaken(string node) => $"\"{node}\" has a siren above; a node has one";

    public override string NoSirenFor(string zone) => $"no siren sounds for a fire in \"{zone}\"";

    public override string NodeTaken(string name) => $"\"{name}\" is the name of a node above; names are unique";

    public override string ZoneTaken(string name) => $"\"{name}\" is the name of a zone above; names are unique";

    public override string RuleTaken(string name) => $"\"{name}\" is the name of a rule above; names are unique";

    public override string PersonTaken(string name) => $"\"{name}\" is the name of a person above; names are unique";

    public override string PhoneTaken(string other) => $"is the number of {other} too; replies could not be told apart";

    public override string OwnRule(string name, string names) => $"\"{name}\" is a name of Vigía's own: {names}";

    public override string RuleOfKind(string name, string zone) =>
        $"\"{name}\" is a rule that zone {zone} has by its kind; change its limits there";

    public override string NoRuleOfKind(string name, string near, string known) =>
        $"\"{name}\" is no rule of this kind{near}; known: {known}";

    public override string NoSettingOfKind(string name, string near, string known) =>
        $"\"{name}\" is no setting of this kind{near}; known: {known}";

    public override string SeveralConditions(string names) =>
        names.Length == 0
            ? "this rule has several conditions without names; write it anew under rules, with another name"
            : $"this rule has several conditions; write it below conditions: and the name of one: {names}";

    public override string NothingToChange(string key) => $"this rule has no \"{key}\" to change";

    public override string NeedsClear => "changed without \"clear\"; say also where it is over";

    public override string NoSuchCondition(string name, string near, string known) =>
        $"\"{name}\" is no condition of this rule{near}; known: {known}";

    public override string NoRuleOfPoint(string rule, string point, string zone, string near, string known) =>
        $"\"{rule}\" is no rule that looks at {point} in zone {zone}{near}; known: {known}";

    public override string RuleNotOfPoint(string rule, string point, string points) =>
        $"rule {rule} does not look at {point}, but at {points}";

    public override string KindTaken(string name) => $"\"{name}\" is a kind of Vigía's own; take another name";

    public override string NoPoint(string formula) => $"\"{formula}\" uses no point; it would never be told";

    public override string NoValue(string expression) => $"\"{expression}\" has no value";

    public override string WrongExpression(string expression, ExpressionError error, string names) =>
        $"\"{expression}\": {ExpressionWords.Of(error, new TextsEn())} Known: {(names.Length == 0 ? "no name" : names)}";

    public override string ChannelTaken(string name) => $"\"{name}\" is the name of a channel above; names are unique";

    public override string ChannelOfVigia(string name) =>
        $"\"{name}\" is measured or derived by Vigía; take another name";

    public override string NoChannel(string name, string near, string known) =>
        $"\"{name}\" is nothing that can be derived{near}; known: {known}";

    public override string OwnNeighbour => "a zone is no neighbour of itself";

    public override string FedByItself => "a zone is not fed by itself";

    public override string OwnParent => "a rule is not explained by itself";

    public override string OneSidedNeighbour(string zone, string other) =>
        $"{other} does not name {zone} as its neighbour; evidence is taken from one side only";

    public override string RotaEndsBeforeItBegins(string from) => $"before from ({from}); allowed: from {from} on";

    public override string NotInRole(string person, string role) => $"\"{person}\" is not in the role {role}";

    public override string FewInRole(string role, int people) =>
        $"{people} in the role {role}; with fewer than two nobody stands in when one does not answer";

    public override string NobodyInRole(string role, string kind) =>
        $"nobody has the role {role}, which is in charge of a zone of kind {kind}";

    public override string LongPlace(string text, int septets, int most) =>
        $"\"{text}\" takes {septets} letters of a message; allowed: up to {most}";

    public override string LongTitle(string rule, string zone, string language) =>
        $"the title of rule {rule} at zone {zone} does not fit into one message ({language}); shorten one of the two";

    public override string LongLandmark(string rule, string zone, string language) =>
        $"the landmark of zone {zone} has no room in a message of rule {rule} ({language}); shorten the landmark or one of the titles";

    public override string LongAdvice(string rule, string zone, string language) =>
        $"what to do of rule {rule} does not fit into a message about zone {zone} ({language}) and is left out there";

    public override string OtherSite(string site, string running) =>
        $"\"{site}\"; this service is of site {running}, which changes only with a new data folder";

    public override string OneOfThese(IReadOnlyList<string> keys) => $"is missing; one of {string.Join(", ", keys)}";

    public override string NotBeside(string other, IReadOnlyList<string> keys) =>
        $"stands beside {other}; one of {string.Join(", ", keys)}";

    public override string WrongBand(double low, double high) => $"{low} is not lower than high ({high})";

    public override string TooDeep(int most) => $"stands too deep; allowed: {most} levels of any, all and not";

    public override string DayOfYear => "a day of the year, as 12-01";

    public override string RunsNeedWhile => "runs are told by \"while\", which is missing";

    public override string WrongClear(double clear, string side, double raise) =>
        side == "above"
            ? $"{clear} is higher than above ({raise}); allowed: up to {raise}"
            : $"{clear} is lower than below ({raise}); allowed: from {raise}";
}
