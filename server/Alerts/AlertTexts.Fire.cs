namespace Vigia.Server.Alerts;

/// <summary>Of a fire: where, how sure, by what landmark, what is seen with its reading and time, the wind, what to do and to answer.</summary>
internal sealed partial class AlertTexts
{
    // What one message has no room for goes in this order: what to do, the landmark, the readings.
    private (string Text, MessageFit Fit) Fire(Alert alert, double? wind)
    {
        var place = Gsm7.Fit(names.PlaceOf(alert).In(Plan.Language), MaxPlace);
        var landmark = Plan.Zone(alert.Zone)?.Landmark?.In(Plan.Language);
        var (seen, title, answer) = (SeenEvidence.All(alert.Seen).ToArray(), Title(alert), Words.Answer(alert.Code));
        var since = Words.Since(Clock(alert.RaisedEventMs));
        var rest = $"{Wind(wind)} {answer}";
        var at = landmark is null ? "" : $", {landmark}";
        var told = Sentence(seen, Told);
        var words = $"{Sentence(seen, Named)} {since}".Trim();
        (string Text, MessageFit Fit)[] drafts =
        [
            ($"{place}: {title}{at}. {told}.{Wind(wind)} {Advice(alert)}. {answer}", MessageFit.Whole),
            ($"{place}: {title}{at}. {told}.{rest}", MessageFit.WithoutAdvice),
            ($"{place}: {title}. {told}.{rest}", MessageFit.WithoutAdvice),
            ($"{place}: {title}. {words}.{rest}", MessageFit.WithoutAdvice),
        ];
        foreach (var (text, fit) in drafts)
        {
            var fitted = Gsm7.Fit(text, int.MaxValue);
            if (Gsm7.Septets(fitted) <= Gsm7.MaxSeptets && (fit != MessageFit.Whole || Advice(alert) is not null))
            {
                return (fitted, fit);
            }
        }

        return Text(alert, $"{title}. {words}.", rest.TrimStart());
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
