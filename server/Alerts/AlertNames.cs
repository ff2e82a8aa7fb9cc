using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Server.Alerts;

/// <summary>What people call an alert, its place and its point, and what to do about it: from the farm file, in both languages.</summary>
internal sealed class AlertNames(FarmBook farm)
{
    private FarmPlan Plan => farm.Plan;

    /// <summary>What it is about; of a rule without a title, the point's name.</summary>
    public LocalText TitleOf(Alert alert) => OwnTitleOf(alert) ?? PointOf(alert);

    /// <summary>What it is about, where the farm or Vigía has a name for it.</summary>
    public LocalText? OwnTitleOf(Alert alert) =>
        alert.Rule switch
        {
            SilenceRule.Name => In(words => words.Lost(alert.Seen.Replace(",", ", "))),
            SilenceRule.Link => In(words => words.LostTogether((int)alert.Value)),
            Alert.DrillRule => In(words => words.Drill),
            _ => RuleOf(alert) is FireRule { Title: { } fire } ? Sure(fire, alert) : RuleOf(alert)?.Title,
        };

    public LocalText? DoOf(Alert alert) =>
        alert.Rule switch
        {
            SilenceRule.Name => In(words => words.LostDo),
            SilenceRule.Link => In(words => words.LostTogetherDo),
            Alert.DrillRule => null,
            _ => RuleOf(alert)?.Do,
        };

    public LocalText PlaceOf(Alert alert) =>
        alert.Rule == SilenceRule.Link
            ? LocalText.Of(Plan.Title.Length > 0 ? Plan.Title : alert.Place)
            : Plan.Zone(alert.Zone)?.Title ?? LocalText.Of(alert.Place);

    public LocalText PointOf(Alert alert) => Plan.TitleOf(alert.Node, alert.Point) ?? LocalText.Of(alert.Point);

    public bool IsTold(Alert alert) => RuleOf(alert)?.IsTold ?? true;

    /// <summary>Also one that is practised: people are called as for a fire.</summary>
    public bool IsFire(Alert alert) => alert.IsDrill || RuleOf(alert) is FireRule;

    private Rule? RuleOf(Alert alert) => Plan.RuleOf(alert.Rule, alert.Zone);

    private static LocalText Sure(LocalText title, Alert alert) =>
        new(
            $"{title.Spanish} {AlertWordsEs.Instance.Sure(alert.Severity, alert.Certainty)}",
            $"{title.English} {AlertWordsEn.Instance.Sure(alert.Severity, alert.Certainty)}"
        );

    private static LocalText In(Func<AlertWords, string> say) =>
        new(say(AlertWordsEs.Instance), say(AlertWordsEn.Instance));
}
