namespace Vigia.Server.Alerts;

/// <summary>Of a fire: place and landmark, how sure, what is seen with its reading and time, the wind, what to do and to answer.</summary>
internal sealed partial class AlertTexts
{
    // What one message has no room for goes in this order: what to do, the times of what is seen, its readings, the landmark.
    private (string Text, MessageFit Fit) Fire(Alert alert, double? wind, TextFrame frame)
    {
        var seen = SeenEvidence.All(alert.Seen).ToArray();
        var (marked, bare) = (Place(alert, Landmark(alert)), Place(alert, landmark: ""));
        var title = $"{frame.Mark}{Title(alert)}.";
        var since = Words.Since(Clock(alert.RaisedEventMs));
        var read = $" {Sentence(seen, Read)} {since}.";
        var named = $" {Sentence(seen, Named)} {since}.";
        var told = Array.TrueForAll(seen, one => one.AtMs > 0) ? $" {Sentence(seen, Told)}." : named;
        var end = $"{Wind(wind)} {Words.Answer(alert.Code)}";
        (string Text, MessageFit Fit)[] drafts =
        [
            ($"{marked}{title}{told}{Advised(end, Advice(alert) ?? "")}", MessageFit.Whole),
            ($"{marked}{title}{told}{end}", MessageFit.WithoutAdvice),
            ($"{marked}{title}{read}{end}", MessageFit.WithoutAdvice),
            ($"{marked}{title}{named}{end}", MessageFit.WithoutAdvice),
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

    private string Told(SeenEvidence seen) => seen.AtMs == 0 ? Read(seen) : $"{Read(seen)} {Clock(seen.AtMs)}";

    private string Read(SeenEvidence seen) =>
        seen.Value is { } value && seen.Unit != "boolean"
            ? $"{Named(seen)} {Number(value)}{UnitOf(seen.Unit)}"
            : Named(seen);

    private string Named(SeenEvidence seen) =>
        seen.Who is { } who
            ? Words.SaidBy(Plan.People.FirstOrDefault(person => person.Name == who)?.Title ?? who)
            : Words.Seen(seen.Word);
}
