using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Server.Rules.Service;
using Vigia.Wire;

namespace Vigia.Server.Alerts;

/// <summary>
/// What people at the farm read of alerts, in one GSM-7 message: place and landmark first, then what is wrong, the time, the code.
/// </summary>
/// <param name="language">Null: the farm's.</param>
internal sealed partial class AlertTexts(FarmBook farm, Language? language = null)
{
    /// <summary>Septets of a place beyond which it is cut; what is wrong takes what is left, time and code always fit.</summary>
    public const int MaxPlace = 40;

    private readonly AlertNames names = new(farm);

    /// <summary>The farm as it stands now.</summary>
    public FarmPlan Plan => farm.Plan;

    private Language Spoken => language ?? Plan.Language;

    private AlertWords Words => AlertWords.Of(Spoken);

    /// <summary>The same farm in a person's language.</summary>
    public AlertTexts In(Language spoken) => new(farm, spoken);

    /// <param name="wind">Metres a second, told with a fire; null: not known.</param>
    public string Raised(Alert alert, double? wind = null) => Draft(alert, wind, TextFrame.Bare).Text;

    /// <summary>False: its rule is shown on the page, and told to nobody.</summary>
    public bool IsTold(Alert alert) => names.IsTold(alert);

    /// <summary>As it is told to somebody who is called.</summary>
    public string Told(Alert alert, double? wind, TextFrame frame) => Draft(alert, wind, frame).Text;

    /// <summary>What of it one message has room for.</summary>
    public MessageFit FitOf(Alert alert, double? wind, TextFrame frame) => Draft(alert, wind, frame).Fit;

    private (string Text, MessageFit Fit) Draft(Alert alert, double? wind, TextFrame frame)
    {
        var clock = Clock(alert.RaisedEventMs);
        var code = frame.AsksForAnswer ? Words.AnswerYes(alert.Code) : Words.Alert(alert.Code);
        if (alert.IsDrill)
        {
            return Text(alert, frame.Mark + Title(alert), $"{Words.At(clock)}. {Words.AnswerYes(alert.Code)}");
        }

        if (names.IsFire(alert))
        {
            return Fire(alert, wind, frame);
        }

        if (ServiceRules.IsOwn(alert.Rule))
        {
            return Text(alert, frame.Mark + Title(alert), $"{Words.Since(clock)}. {code}", Advice(alert));
        }

        if (alert.Flaps > 0)
        {
            var what = names.OwnTitleOf(alert) is null ? Point(alert) : Title(alert);
            return Text(
                alert,
                $"{frame.Mark}{what}. {Words.ComesAndGoes(alert.Flaps)}",
                $"{Words.At(clock)}. {code}",
                Advice(alert)
            );
        }

        return names.OwnTitleOf(alert) is null
            ? Text(
                alert,
                frame.Mark + Point(alert),
                $"{Reading(alert, alert.Value)}, {Words.Limit(Reading(alert, alert.Limit))}, {Words.At(clock)}. {code}"
            )
            : Text(
                alert,
                $"{frame.Mark}{Title(alert)}. {Point(alert)}",
                $"{Reading(alert, alert.Value)}, {Words.At(clock)}. {code}",
                Advice(alert)
            );
    }

    /// <param name="value">Where it ended; null where no value ended it.</param>
    public string Cleared(Alert alert, double? value, long eventMs)
    {
        var end = $"{Words.At(Clock(eventMs))}. {Words.EndOfAlert(alert.Code)}";
        var what = names.OwnTitleOf(alert) is null ? Point(alert) : Title(alert);
        return value is { } last && !names.IsFire(alert) && names.OwnTitleOf(alert) is null
            ? Text(alert, what, $"{Reading(alert, last)} {end}").Text
            : Text(alert, what, end).Text;
    }

    /// <summary>Of an end that a person gave.</summary>
    public string Ended(Alert alert, string who, long atMs)
    {
        var said = alert.State == AlertState.False ? Words.FalseAlarm(who) : Words.ClosedBy(who);
        var what = names.OwnTitleOf(alert) is null ? Point(alert) : Title(alert);
        return Text(alert, $"{what}. {said}", $"{Words.At(Clock(atMs))}. {Words.EndOfAlert(alert.Code)}").Text;
    }

    public bool IsFire(Alert alert) => names.IsFire(alert);

    // Place, what, time and code are always there; then the landmark, and at last the advice, where all of it fits.
    private (string Text, MessageFit Fit) Text(Alert alert, string what, string rest, string? advice = null)
    {
        var end = Gsm7.Fit($" {rest}");
        var body = Gsm7.Fit(what, int.MaxValue);
        var marked = Place(alert, Landmark(alert)) + body;
        var bare = Place(alert, landmark: "") + body;
        if (advice is not null && Fits(marked + Advised(end, advice)))
        {
            return (marked + Advised(end, advice), MessageFit.Whole);
        }

        if (Fits(marked + end))
        {
            return (marked + end, advice is null ? MessageFit.Whole : MessageFit.WithoutAdvice);
        }

        return Fits(bare + end)
            ? (bare + end, MessageFit.WithoutLandmark)
            : (Gsm7.Fit(bare, Gsm7.MaxSeptets - Gsm7.Septets(end)) + end, MessageFit.Cut);
    }

    private static bool Fits(string text) => Gsm7.Septets(text) <= Gsm7.MaxSeptets;

    // Before the code, which stands last.
    private static string Advised(string end, string advice)
    {
        var cut = end.LastIndexOf(". ", StringComparison.Ordinal);
        var (before, code) = cut < 0 ? ("", end) : (end[..(cut + 1)], end[(cut + 1)..]);
        return $"{before} {Gsm7.Fit(advice, int.MaxValue)}.{code}";
    }

    private string Place(Alert alert, string landmark) =>
        (alert.IsDrill ? Words.DrillMark : "")
        + Gsm7.Fit(names.PlaceOf(alert).In(Spoken), MaxPlace)
        + Gsm7.Fit(landmark, int.MaxValue)
        + ": ";

    private string Landmark(Alert alert) =>
        Plan.Zone(alert.Zone)?.Landmark?.In(Spoken) is { Length: > 0 } landmark ? ", " + landmark : "";

    private string Title(Alert alert) => names.TitleOf(alert).In(Spoken);

    private string Point(Alert alert) => names.PointOf(alert).In(Spoken);

    private string? Advice(Alert alert) => names.DoOf(alert)?.In(Spoken);

    private string Wind(double? wind) => wind is { } speed ? $" {Words.Wind((int)Math.Round(speed * 3.6))}." : "";

    private string Clock(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).ToOffset(Plan.UtcOffset).ToString("HH:mm");

    private string Reading(Alert alert, double value) =>
        alert.Unit == "boolean" ? Words.OnOff(value > 0.5)
        : IsShare(alert) ? Number(100 * value) + "%"
        : Number(value) + UnitOf(alert.Unit);

    // Water in soil, a tank's level: people say them in per cent; how much more than its own baseline a gas is, they do not.
    private static bool IsShare(Alert alert) =>
        alert.Unit == "m3/m3" || (alert.Unit == "/" && Quantity.Of(alert.Point, alert.Unit).Name != "gas_ratio");

    private string Number(double value) =>
        Math.Abs(value) switch
        {
            < 0.005 => "0",
            < 10 => value.ToString("0.##", Words.Numbers),
            < 1_000_000 => value.ToString("0.#", Words.Numbers),
            _ => value.ToString("0.##E0", Words.Numbers),
        };

    private static string UnitOf(string unit) =>
        unit switch
        {
            "Cel" => "C",
            "Cel/min" => " C/min",
            "%RH/min" => "%/min",
            "%RH" => "%",
            "" or "/" => "",
            _ => " " + unit,
        };
}

/// <summary>How much of an alert one message tells; place, time and code it always does.</summary>
internal enum MessageFit
{
    Whole,

    /// <summary>All but what to do about it.</summary>
    WithoutAdvice,

    /// <summary>Neither what to do, nor how one finds the place in the dark.</summary>
    WithoutLandmark,

    /// <summary>What is wrong is cut.</summary>
    Cut,
}

/// <summary>What stands around an alert's own words.</summary>
/// <param name="Mark">Before what is wrong: <c>PEOR: </c>; nothing where it is told first.</param>
/// <param name="AsksForAnswer">Says what to answer, in place of the code alone. A fire always does.</param>
internal sealed record TextFrame(string Mark = "", bool AsksForAnswer = false)
{
    public static TextFrame Bare { get; } = new();
}

internal enum Language
{
    Spanish,
    English,
}
