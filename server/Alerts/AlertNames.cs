using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Server.Rules.Service;

namespace Vigia.Server.Alerts;

/// <summary>What people call an alert, its place and its point, and what to do about it: from the farm file, in both languages.</summary>
internal sealed class AlertNames(FarmBook farm)
{
    /// <summary>Points that a text names; of more it says how many.</summary>
    private const int MostNamed = 3;

    private FarmPlan Plan => farm.Plan;

    /// <summary>What it is about; of a rule without a title, the point's name.</summary>
    public LocalText TitleOf(Alert alert) => OwnTitleOf(alert) ?? PointOf(alert);

    /// <summary>What it is about, where the farm or Vigía has a name for it.</summary>
    public LocalText? OwnTitleOf(Alert alert) =>
        alert.Rule switch
        {
            SilenceRule.Name => In(words => words.Lost(alert.Seen.Replace(",", ", "))),
            SilenceRule.Link => In(words => words.LostTogether((int)alert.Value)),
            ServiceRules.Points => PointsLost(alert),
            _ when TroubleOf(alert) is { } trouble => In(words => words.Trouble(trouble, Clock(alert.RaisedMs))),
            Alert.DrillRule => In(words => words.Drill),
            _ => RuleOf(alert) is FireRule { Title: { } fire } ? Sure(fire, alert) : RuleOf(alert)?.Title,
        };

    public LocalText? DoOf(Alert alert) =>
        alert.Rule switch
        {
            SilenceRule.Name => In(words => words.LostDo),
            SilenceRule.Link => In(words => words.LostTogetherDo),
            ServiceRules.Points => In(words => words.PointsLostDo),
            _ when TroubleOf(alert) is { } trouble => In(words => words.TroubleDo(trouble)),
            Alert.DrillRule => null,
            _ => RuleOf(alert)?.Do,
        };

    public LocalText PlaceOf(Alert alert) =>
        ServiceRules.IsOfSite(alert.Rule)
            ? LocalText.Of(Plan.Title.Length > 0 ? Plan.Title : alert.Place)
            : Plan.Zone(alert.Zone)?.Title ?? LocalText.Of(alert.Place);

    public LocalText PointOf(Alert alert) => Plan.TitleOf(alert.Node, alert.Point) ?? LocalText.Of(alert.Point);

    public bool IsTold(Alert alert) => RuleOf(alert)?.IsTold ?? true;

    /// <summary>Also one that is practised: people are called as for a fire.</summary>
    public bool IsFire(Alert alert) => alert.IsDrill || RuleOf(alert) is FireRule;

    private static ServiceTrouble? TroubleOf(Alert alert) =>
        ServiceRules.IsOfSite(alert.Rule) && Enum.TryParse<ServiceTrouble>(alert.Seen, out var trouble)
            ? trouble
            : null;

    // As people call them; of one that nobody named, as the node does.
    private LocalText PointsLost(Alert alert)
    {
        string[] points = [.. alert.Seen.Split(',')];
        return new LocalText(
            Lost(AlertWordsEs.Instance, Language.Spanish),
            Lost(AlertWordsEn.Instance, Language.English)
        );

        string Lost(AlertWords words, Language language)
        {
            var named = points
                .Take(MostNamed)
                .Select(point => point.Split('/'))
                .Select(parts => (Plan.TitleOf(parts[0], parts[^1]) ?? LocalText.Of(parts[^1])).In(language));
            return words.PointsLost(string.Join(", ", named), Math.Max(0, (int)alert.Value - MostNamed));
        }
    }

    private string Clock(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).ToOffset(Plan.UtcOffset).ToString("HH:mm");

    private Rule? RuleOf(Alert alert) => Plan.RuleOf(alert.Rule, alert.Zone);

    private static LocalText Sure(LocalText title, Alert alert) =>
        new(
            $"{title.Spanish} {AlertWordsEs.Instance.Sure(alert.Severity, alert.Certainty)}",
            $"{title.English} {AlertWordsEn.Instance.Sure(alert.Severity, alert.Certainty)}"
        );

    private static LocalText In(Func<AlertWords, string> say) =>
        new(say(AlertWordsEs.Instance), say(AlertWordsEn.Instance));
}
