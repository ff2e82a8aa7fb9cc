namespace Vigia.Server.Alerts;

/// <summary>Of a fire: place and landmark, how sure, what is seen with its reading and time, the wind, what to do and to answer.</summary>
internal sealed partial class AlertTexts
{
    // What one message has no room for goes in this order: what to do, the landmark, the readings.
    private (string Text, MessageFit Fit) Fire(Alert alert, double? wind, TextFrame frame)
    {
        var seen = SeenEvidence.All(alert.Seen).ToArray();
        var (marked, bare) = (Place(alert, Landmark(alert)), Place(alert, landmark: ""));
        var title = $"{frame.Mark}{Title(alert)}.";
        var told = $" {Sentence(seen, Told)}.";
        var named = $" {Sentence(seen, Named)} {Words.Since(Clock(alert.RaisedEventMs))}.";
        var end = $"{Wind(wind)} {Words.Answer(alert.Code)}";
        (string Text, MessageFit Fit)[] drafts =
        [
            ($"{marked}{title}{told}{Advised(end, Advice(alert) ?? "")}", MessageFit.Whole),
            ($"{marked}{title}{told}{end}", MessageFit.WithoutAdvice),
            ($"{bare}{title}{told}{end}", MessageFit.WithoutLandmark),
            ($"{bare}{title}{named}{end}", MessageFit.WithoutLandmark),
        ];
        foreach (var (text, fit) in drafts.Skip(Advice(alert) is null ? 1 : 0))
        {
            var fitted = Gsm7.Fit(text, int.MaxValue);
            if (Fits(fitted))
            {
                return (fitted, fit);
            }
        }

        var closing = Gsm7.Fit(end, int.MaxValue);
        return (Gsm7.Fit(bare + title + named, Gsm7.MaxSeptets - Gsm7.Septets(closing)) + closing, MessageFit.Cut);
    }

    private static string Sentence(SeenEvidence[] seen, Func<SeenEvidence, string> say)
    {
        var all = string.Join(", ", seen.Select(say));
        return all.Length == 0 ? all : char.ToUpperInvariant(all[0]) + all[1..];
    }

    private string Told(SeenEvidence seen) => seen.AtMs == 0 ? Named(seen) : $"{Named(seen)} {Clock(seen.AtMs)}";

    private string Named(SeenEvidence seen) =>
        seen.Who is { } who ? Words.SaidBy(Plan.People.FirstOrDefault(person => person.Name == who)?.Title ?? who)
        : seen.Value is { } value && seen.Unit != "boolean"
            ? $"{Words.Seen(seen.Word)} {Number(value)}{UnitOf(seen.Unit)}"
        : Words.Seen(seen.Word);
}
