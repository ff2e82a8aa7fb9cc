using Vigia.Server.Alerts;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Server.Farm;

/// <summary>
/// Refuses a farm whose messages would be cut: every rule is written out for every zone it looks at, in both languages, with the
/// longest of what it could tell, and has to fit into one message. What to do may be left out, and that is said.
/// </summary>
internal static class MessageCheck
{
    // As long as readings get: four digits and one behind the point, 119 km/h.
    private const double LongValue = -8888.8;
    private const double HardWind = 33;
    private const long LongestCode = 999;

    public static void Check(FarmPlan plan, IReadOnlyList<RuleOfFile> rules)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var spoken = plan with { Language = language };
            // Titles are looked up by the rules of the plan, which are these.
            var texts = new AlertTexts(spoken);
            foreach (var written in rules)
            {
                CheckRule(spoken, texts, written);
            }
        }
    }

    private static void CheckRule(FarmPlan plan, AlertTexts texts, RuleOfFile written)
    {
        var (rule, section) = written;
        foreach (var zone in plan.Zones.Where(zone => rule.Zone is null || rule.Zone == zone.Name))
        {
            var words = section.Words;
            var place = zone.Title.In(plan.Language);
            var septets = Gsm7.Septets(Gsm7.Fit(place, int.MaxValue));
            if (septets > AlertTexts.MaxPlace)
            {
                section.Refuse("title", words.LongPlace(place, septets, AlertTexts.MaxPlace));
                continue;
            }

            // What is told at its longest has to tell it all; what to do may be left to who is told first, and of a fire to the readings.
            var longest = Longest(plan, rule, zone);
            var isAsked = rule.Severity >= Severity.Severe;
            var marked = new TextFrame(CallWords.Of(plan.Language).LongestMark, isAsked);
            var fit = texts.FitOf(longest, HardWind, marked);
            if (fit == MessageFit.Cut)
            {
                section.Refuse("title", words.LongTitle(rule.Name, zone.Name, $"{plan.Language}"));
            }
            else if (fit == MessageFit.WithoutLandmark)
            {
                section.Refuse("title", words.LongLandmark(rule.Name, zone.Name, $"{plan.Language}"));
            }
            else if (
                rule is not FireRule
                && texts.FitOf(longest, HardWind, new TextFrame("", isAsked)) == MessageFit.WithoutAdvice
            )
            {
                section.Warn("do", words.LongAdvice(rule.Name, zone.Name, $"{plan.Language}"));
            }
        }
    }

    private static Alert Longest(FarmPlan plan, Rule rule, ZonePlan zone)
    {
        var (node, point) = LongestPoint(plan, rule, zone);
        return new Alert(
            LongestCode,
            rule.Name,
            node,
            point,
            zone.Name,
            rule.Severity,
            Urgency.Immediate,
            Certainty.Likely,
            AlertState.Raised,
            RaisedEventMs: 0,
            RaisedMs: 0,
            LongValue,
            LongValue,
            Quantity.Of(point, null).Unit,
            Seen: rule is FireRule fire ? LongestSeen(fire) : ""
        );
    }

    // As many words as an alert tells of, each with a reading.
    private static string LongestSeen(FireRule fire) =>
        string.Join(
            ',',
            fire.Signs.Select(sign => sign.Seen)
                .Distinct()
                .Take(FireFinding.MostSeen)
                .Select(word => new SeenEvidence(word, LongValue, "Cel", AtMs: 1))
        );

    private static (string Node, string Point) LongestPoint(FarmPlan plan, Rule rule, ZonePlan zone)
    {
        var named =
            from node in plan.Nodes
            from point in node.Points
            where plan.ZoneOf(node.Name, point.Key) == zone.Name
            where rule.Conditions.Any(condition => condition.Point.Matches(point.Key))
            orderby point.Value.In(plan.Language).Length descending
            select (node.Name, point.Key);
        return named.FirstOrDefault(("", rule.Conditions.FirstOrDefault()?.Point.Text ?? ""));
    }
}
