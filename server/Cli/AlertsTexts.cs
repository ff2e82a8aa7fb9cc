using Vigia.Server.Alerts;

namespace Vigia.Server.Cli;

/// <summary>What <c>vigia alerts</c> says, one class a language.</summary>
internal abstract class AlertsTexts
{
    public static AlertsTexts Of(Texts texts) =>
        texts.Language == Language.Spanish ? new AlertsTextsEs() : new AlertsTextsEn();

    protected abstract Language Language { get; }
    public abstract string Help { get; }
    public abstract string Nothing { get; }
    public abstract string NeedsNote { get; }

    /// <param name="typed">Null: nothing.</param>
    public abstract string NeedsCode(string? typed);

    /// <param name="word">Of <see cref="AlertControl.Words"/>.</param>
    public abstract string Done(string code, string word);
    public abstract string Refused(string code, DeskAnswer why);
    protected abstract string State(AlertLine alert);
    protected abstract string Severity(Severity severity);
    protected abstract string Flaps(int times);
    protected abstract string Reason(StepReason reason);
    protected abstract string Means(Means means);

    public string Line(AlertLine alert)
    {
        var flaps = alert.Flaps > 0 ? $" · {Flaps(alert.Flaps)}" : "";
        return $"{alert.Code, -4}  {alert.Raised}  {Severity(alert.Severity), -9}  {alert.Place.In(Language)}: {alert.Title.In(Language)} · {State(alert)}{flaps}";
    }

    public string Line(StepLine step)
    {
        var by = step.Who is { } who ? $" · {who}{(step.Means is { } means ? $", {Means(means)}" : "")}" : "";
        return $"{step.At}  {Reason(step.Reason)}{by}{(step.Note is { } note ? $": {note}" : "")}";
    }
}
