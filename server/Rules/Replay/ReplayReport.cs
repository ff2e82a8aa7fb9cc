using System.Globalization;
using System.Text;
using Vigia.Server.Alerts;
using Vigia.Server.Cli;

namespace Vigia.Server.Rules.Replay;

/// <summary>A trial for the terminal: each alarm, when, how long, where, what, and its messages; whom it would call; what differs.</summary>
internal sealed class ReplayReport(Trial trial, Texts texts)
{
    private readonly AlertNames names = new(trial.Plan);
    private readonly Language language = CliLanguage.Spoken(texts);

    public string Of(ReplayedAlarm alarm)
    {
        var text = new StringBuilder(Line(alarm));
        text.Append('\n');
        foreach (var message in alarm.Messages)
        {
            var time = Local(DateTimeOffset.FromUnixTimeMilliseconds(message.Ms));
            text.Append(CultureInfo.InvariantCulture, $"    {time:HH:mm:ss}  {message.Text}\n");
        }

        return text.ToString();
    }

    /// <summary>Empty where the farm file has no people, or nobody would be called.</summary>
    public string Called()
    {
        var each = trial
            .Texts.GroupBy(call => call.Person, StringComparer.Ordinal)
            .OrderByDescending(person => person.Count())
            .ThenBy(person => person.Key, StringComparer.Ordinal)
            .Select(person => $"{person.Key} {person.Count()}")
            .ToArray();
        return each.Length == 0
            ? ""
            : texts.ReplayCalled(trial.Texts.Count(), each.Length, string.Join(", ", each)) + "\n";
    }

    /// <summary>What this trial does otherwise than another, and how often.</summary>
    public string Against(Trial before, string file)
    {
        var all = TrialDifference.Between(before, trial);
        var old = new ReplayReport(before, texts);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{texts.ReplayAgainst(file)}\n");
        foreach (var one in all.Where(one => one.Change != TrialChange.Same))
        {
            var line = one.After is { } now ? Line(now) : old.Line(one.Before!);
            text.Append(CultureInfo.InvariantCulture, $"{Word(one, before)}  {line}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Counted(all)}\n");
        return text.ToString();
    }

    /// <summary>The same in every language: programs read it.</summary>
    public string End() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"rows {trial.Rows}, alarms {trial.Alarms.Count}, standing {trial.Standing}, messages {trial.Messages}, texts {trial.Texts.Count()}, people {trial.People}\n"
        );

    private static string Counted(IReadOnlyList<TrialDifference> all) =>
        string.Join(
            ", ",
            Enum.GetValues<TrialChange>()
                .Select(change => $"{change.ToString().ToLowerInvariant()} {all.Count(one => one.Change == change)}")
        );

    private string Word(TrialDifference one, Trial before) =>
        one.Change switch
        {
            TrialChange.Longer => texts.ReplayLonger(Length(before.LengthOf(one.Before!))),
            TrialChange.Shorter => texts.ReplayShorter(Length(before.LengthOf(one.Before!))),
            TrialChange.Worse => texts.ReplayWorse($"{one.Before!.Alert.Severity}"),
            TrialChange.Milder => texts.ReplayMilder($"{one.Before!.Alert.Severity}"),
            TrialChange.Gone => texts.ReplayGone,
            _ => texts.ReplayNew,
        };

    private string Line(ReplayedAlarm alarm)
    {
        var alert = alarm.Alert;
        var raised = Local(DateTimeOffset.FromUnixTimeMilliseconds(alert.RaisedEventMs));
        var lasted = Length(trial.LengthOf(alarm));
        var length = alarm.ClearedMs is null ? texts.ReplayStands(lasted) : lasted;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{raised:yyyy-MM-dd HH:mm:ss}  {length}  {alert.Rule}  {alert.Severity}  {names.PlaceOf(alert).In(language)}: {names.TitleOf(alert).In(language)}"
        );
    }

    private DateTimeOffset Local(DateTimeOffset time) => time.ToOffset(trial.Plan.UtcOffset);

    private static string Length(TimeSpan span) =>
        span.TotalHours >= 1 ? $"{(int)span.TotalHours} h {span.Minutes} min"
        : span.TotalMinutes >= 1 ? $"{span.Minutes} min {span.Seconds} s"
        : $"{Math.Max(0, span.TotalSeconds):0} s";
}
