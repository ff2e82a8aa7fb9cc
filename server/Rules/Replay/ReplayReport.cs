using System.Globalization;
using System.Text;
using Vigia.Server.Alerts;
using Vigia.Server.Cli;
using Vigia.Server.Farm;

namespace Vigia.Server.Rules.Replay;

/// <summary>An alarm of a replay for the terminal: when, how long, where, what; then what people would have been sent.</summary>
internal sealed class ReplayReport(FarmPlan plan, Texts texts)
{
    private readonly AlertNames names = new(plan);
    private readonly Language language = CliLanguage.Spoken(texts);

    public string Of(ReplayedAlarm alarm, DateTimeOffset end)
    {
        var alert = alarm.Alert;
        var raised = DateTimeOffset.FromUnixTimeMilliseconds(alert.RaisedEventMs);
        var over = alarm.ClearedMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : end;
        var lasted = Length(over - raised);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Local(raised):yyyy-MM-dd HH:mm:ss}  {(alarm.ClearedMs is null ? texts.ReplayStands(lasted) : lasted)}  "
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"{alert.Rule}  {alert.Severity}  {names.PlaceOf(alert).In(language)}: {names.TitleOf(alert).In(language)}\n"
        );
        foreach (var message in alarm.Messages)
        {
            var time = Local(DateTimeOffset.FromUnixTimeMilliseconds(message.Ms));
            text.Append(CultureInfo.InvariantCulture, $"    {time:HH:mm:ss}  {message.Text}\n");
        }

        return text.ToString();
    }

    private DateTimeOffset Local(DateTimeOffset time) => time.ToOffset(plan.UtcOffset);

    private static string Length(TimeSpan span) =>
        span.TotalHours >= 1 ? $"{(int)span.TotalHours} h {span.Minutes} min"
        : span.TotalMinutes >= 1 ? $"{span.Minutes} min {span.Seconds} s"
        : $"{Math.Max(0, span.TotalSeconds):0} s";
}
