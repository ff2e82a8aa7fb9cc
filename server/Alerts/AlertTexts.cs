using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Server.Alerts;

/// <summary>What people at the farm read of alerts, in one GSM-7 message: the place first, then what is wrong, the time, the code.</summary>
internal sealed partial class AlertTexts(FarmBook farm)
{
    /// <summary>Septets of a place beyond which it is cut; what is wrong takes what is left, time and code always fit.</summary>
    public const int MaxPlace = 40;

    private readonly AlertNames names = new(farm);

    private FarmPlan Plan => farm.Plan;

    private AlertWords Words => AlertWords.Of(Plan.Language);

    /// <param name="wind">Metres a second, told with a fire; null: not known.</param>
    public string Raised(Alert alert, double? wind = null) => Draft(alert, wind).Text;

    /// <summary>What of <see cref="Raised"/> one message has room for.</summary>
    public MessageFit FitOf(Alert alert, double? wind = null) => Draft(alert, wind).Fit;

    private (string Text, MessageFit Fit) Draft(Alert alert, double? wind)
    {
        var clock = Clock(alert.RaisedEventMs);
        var code = Words.Alert(alert.Code);
        if (names.IsFire(alert))
        {
            return Fire(alert, wind);
        }

        if (alert.Rule is SilenceRule.Name or SilenceRule.Link)
        {
            return Text(alert, Title(alert), $"{Words.Since(clock)}. {code}", Advice(alert));
        }

        return names.OwnTitleOf(alert) is null
            ? Text(
                alert,
                Point(alert),
                $"{Reading(alert, alert.Value)}, {Words.Limit(Reading(alert, alert.Limit))}, {Words.At(clock)}. {code}"
            )
            : Text(
                alert,
                $"{Title(alert)}. {Point(alert)}",
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

    // The advice goes before the end of the text, where all of it fits.
    private (string Text, MessageFit Fit) Text(Alert alert, string what, string rest, string? advice = null)
    {
        var place = Gsm7.Fit(names.PlaceOf(alert).In(Plan.Language), MaxPlace) + ": ";
        var end = Gsm7.Fit($" {rest}");
        var left = Gsm7.MaxSeptets - Gsm7.Septets(place) - Gsm7.Septets(end);
        var body = Gsm7.Fit(what, left);
        var fit = Gsm7.Septets(Gsm7.Fit(what, int.MaxValue)) > left ? MessageFit.Cut : MessageFit.Whole;
        if (advice is null || fit == MessageFit.Cut)
        {
            return (place + body + end, fit);
        }

        var cut = end.LastIndexOf(". ", StringComparison.Ordinal);
        var (before, code) = cut < 0 ? ("", end) : (end[..(cut + 1)], end[(cut + 1)..]);
        var advised = $"{place}{body}{before} {Gsm7.Fit(advice)}.{code}";
        return Gsm7.Septets(advised) <= Gsm7.MaxSeptets
            ? (advised, MessageFit.Whole)
            : (place + body + end, MessageFit.WithoutAdvice);
    }

    private string Title(Alert alert) => names.TitleOf(alert).In(Plan.Language);

    private string Point(Alert alert) => names.PointOf(alert).In(Plan.Language);

    private string? Advice(Alert alert) => names.DoOf(alert)?.In(Plan.Language);

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

    /// <summary>What is wrong is cut.</summary>
    Cut,
}

internal enum Language
{
    Spanish,
    English,
}
