using System.Globalization;
using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Replies;
using Vigia.Server.Farm;

namespace Vigia.Server.Calls.Texts;

/// <summary>
/// Every text to a person, in that person's language and in one GSM-7 part: what comes from the farm file is shortened, never
/// what tells what to do.
/// </summary>
internal sealed class CallTexts(FarmBook farm)
{
    /// <summary>Places or people that a text names before it says how many more there are.</summary>
    private const int MostNamed = 12;

    private readonly AlertTexts alerts = new(farm);
    private readonly AlertNames names = new(farm);

    private FarmPlan Plan => farm.Plan;

    /// <param name="wind">Metres a second; null: not known.</param>
    public string Call(Alert alert, string step, CallGrade grade, double? wind, Language language) =>
        alerts
            .In(language)
            .Told(alert, wind, new TextFrame(MarkOf(step, grade, CallWords.Of(language)), grade > CallGrade.Notice));

    /// <param name="who">Who ended it; null: it ended by itself.</param>
    /// <param name="eventMs">Unix milliseconds of the end.</param>
    public string AllClear(Alert alert, string? who, long eventMs, Language language) =>
        who is not null && alert.State is AlertState.False or AlertState.Closed
            ? alerts.In(language).Ended(alert, who!, eventMs)
            : Around(
                Place(alert, language) + ": ",
                names.TitleOf(alert).In(language),
                ". " + CallWords.Of(language).AllClear(alert.Code, Clock(eventMs))
            );

    /// <summary>Who comes, for the chief: <c>Van 3: Ramon, Jose, Carmen. A17 Puesto La Ceiba</c>.</summary>
    public string Echo(Alert alert, IReadOnlyList<string> people, Language language)
    {
        var words = CallWords.Of(language);
        return Named(words.Coming(people.Count), people, $". {alert.Code} {Place(alert, language)}", words);
    }

    /// <summary>Many at once: <c>6 alertas en Porqueriza, Bomba del pozo. Mire la pagina.</c></summary>
    public string Summary(IReadOnlyList<Alert> open, int over, Language language)
    {
        var words = CallWords.Of(language);
        var places = open.Select(alert => Place(alert, language)).Distinct().ToList();
        var ended = over > 0 ? $" {words.SomeOver(over)}." : "";
        return open.Count == 0
            ? Gsm7.Fit($"{words.SomeOver(over)}. {words.LookAtPage}")
            : Named(words.ManyAlerts(open.Count), places, $".{ended} {words.LookAtPage}", words);
    }

    public string Digest(DigestContent content, TimeOnly at, Language language)
    {
        var words = CallWords.Of(language);
        string[] parts =
        [
            .. content.HeldBack > 0 ? [words.HeldBack(content.HeldBack)] : Array.Empty<string>(),
            .. content.Late > 0 ? [words.Late(content.Late)] : Array.Empty<string>(),
        ];
        var more = parts.Length > 0 ? string.Join(", ", parts) + ". " : "";
        var begin = words.Digest(at.ToString("HH:mm", CultureInfo.InvariantCulture));
        return content.Low.Count == 0
            ? Gsm7.Fit($"{begin}{more}{words.LookAtPage}")
            : Named(
                begin + words.Low(content.Low.Count),
                [.. content.Low.Select(alert => Place(alert, language)).Distinct()],
                $". {more}{words.LookAtPage}",
                words
            );
    }

    /// <param name="deputy">Null: nobody stands in.</param>
    public string HandOver(
        IReadOnlyList<string> roles,
        string? deputy,
        DateTimeOffset until,
        int open,
        Language language
    )
    {
        var words = CallWords.Of(language);
        var end = $" {words.OpenNow(open)}";
        var who = deputy is null ? "" : $" {words.DeputyIs(TitleOf(deputy))}";
        return Around(words.HandOver(RolesIn(roles, words), Clock(until)), who, end);
    }

    public string HandedOver(IReadOnlyList<string> roles, string follower, Language language) =>
        Gsm7.Fit(
            CallWords.Of(language).HandedOver(RolesIn(roles, CallWords.Of(language)), Gsm7.Fit(TitleOf(follower), 40))
        );

    /// <summary>The daily sign of life.</summary>
    public string Alive(int open, Language language) =>
        Gsm7.Fit(CallWords.Of(language).Alive(Gsm7.Fit(Plan.Title, 60), open));

    /// <summary>What stands: <c>A17 FUEGO Puesto La Ceiba, A18 …</c>.</summary>
    public string List(IReadOnlyList<Alert> open, Language language)
    {
        var words = CallWords.Of(language);
        return open.Count == 0
            ? Gsm7.Fit(words.NothingOpen)
            : Named("", [.. open.Select(alert => $"{alert.Code} {Place(alert, language)}")], ".", words);
    }

    public string WhichOne(ReplyWord word, IReadOnlyList<Alert> open, Language language)
    {
        var words = CallWords.Of(language);
        return Named(words.WhichOne(word), [.. open.Select(alert => alert.Code)], "", words);
    }

    public string WhichPlace(Language language)
    {
        var posts = Plan.Zones.Where(zone => zone.Kind == FirePost).Select(zone => zone.Title.In(language));
        return Gsm7.Fit(CallWords.Of(language).WhichPlace(Gsm7.Fit(string.Join(", ", posts), 110)));
    }

    /// <summary>A sentence of <see cref="CallWords"/>, as it is sent.</summary>
    public static string Say(Language language, Func<CallWords, string> say) => Gsm7.Fit(say(CallWords.Of(language)));

    public string Place(Alert alert, Language language) =>
        (alert.IsDrill ? AlertWords.Of(language).DrillMark : "")
        + Gsm7.Fit(names.PlaceOf(alert).In(language), AlertTexts.MaxPlace);

    public Language LanguageOf(string person) => Plan.Person(person)?.Language ?? Plan.Language;

    public string TitleOf(string person) => Plan.Person(person)?.Title ?? person;

    public static string RolesIn(IEnumerable<string> roles, CallWords words) =>
        string.Join(", ", roles.Select(words.Role));

    public string Clock(DateTimeOffset time) =>
        time.ToOffset(Plan.UtcOffset).ToString("HH:mm", CultureInfo.InvariantCulture);

    private const string FirePost = "fire-post";

    private string Clock(long ms) => Clock(DateTimeOffset.FromUnixTimeMilliseconds(ms));

    // Of a fire its own title says that it is surer.
    private static string MarkOf(string step, CallGrade grade, CallWords words) =>
        step == "deputy" ? words.Deputy
        : step.StartsWith("worse-", StringComparison.Ordinal) ? (grade.IsFire ? "" : words.Worse)
        : step.StartsWith("remind-", StringComparison.Ordinal)
            ? words.Reminder(int.Parse(step.AsSpan("remind-".Length), CultureInfo.InvariantCulture))
        : "";

    // Begin and end are whole; of what stands between there is as much as has room.
    private static string Around(string begin, string middle, string end)
    {
        var (first, last) = (Gsm7.Fit(begin), Gsm7.Fit(end));
        var left = Gsm7.MaxSeptets - Gsm7.Septets(first) - Gsm7.Septets(last);
        return Gsm7.Fit(first + Gsm7.Fit(middle, Math.Max(0, left)) + last);
    }

    private static string Named(string begin, IReadOnlyList<string> all, string end, CallWords words)
    {
        for (var count = Math.Min(all.Count, MostNamed); count > 0; count--)
        {
            var rest = all.Count > count ? words.AndOthers(all.Count - count) : "";
            var text = Gsm7.Fit($"{begin}{string.Join(", ", all.Take(count))}{rest}{end}", int.MaxValue);
            if (Gsm7.Septets(text) <= Gsm7.MaxSeptets)
            {
                return text;
            }
        }

        return Around(begin, string.Join(", ", all), end);
    }
}

/// <summary>What a morning's summary has to tell one person.</summary>
/// <param name="Low">Alerts of low severity since the last.</param>
/// <param name="HeldBack">Texts that were not sent at their time.</param>
internal sealed record DigestContent(IReadOnlyList<Alert> Low, int HeldBack, int Late)
{
    public bool IsEmpty => Low.Count == 0 && HeldBack == 0 && Late == 0;
}
