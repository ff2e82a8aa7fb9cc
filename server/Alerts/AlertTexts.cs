namespace Vigia.Server.Alerts;

/// <summary>What people at the farm read of alerts, in one GSM-7 message: the place first, then the reading, the time, the code.</summary>
internal sealed class AlertTexts(Language language)
{
    /// <summary>Septets of a place beyond which it is cut; the point takes what is left, the rest always fits.</summary>
    public const int MaxPlace = 40;

    // Venezuela has kept one offset since 2016, without summer time.
    private static readonly TimeSpan Caracas = TimeSpan.FromHours(-4);

    public string Raised(Alert alert) =>
        language == Language.Spanish
            ? Text(
                alert,
                $"{Reading(alert, alert.Value)}, limite {Reading(alert, alert.Limit)}, a las {Clock(alert.RaisedEventMs)}. Alerta"
            )
            : Text(
                alert,
                $"{Reading(alert, alert.Value)}, limit {Reading(alert, alert.Limit)}, at {Clock(alert.RaisedEventMs)}. Alert"
            );

    public string Cleared(Alert alert, double value, long eventMs) =>
        language == Language.Spanish
            ? Text(alert, $"{Reading(alert, value)} a las {Clock(eventMs)}. Fin de la alerta")
            : Text(alert, $"{Reading(alert, value)} at {Clock(eventMs)}. End of alert");

    private static string Text(Alert alert, string rest)
    {
        var end = Gsm7.Fit($" {rest} {alert.Code}");
        var place = Gsm7.Fit(alert.Place, MaxPlace) + ": ";
        var left = Gsm7.MaxSeptets - Gsm7.Septets(place) - Gsm7.Septets(end);
        return place + Gsm7.Fit(alert.Point, left) + end;
    }

    private static string Clock(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).ToOffset(Caracas).ToString("HH:mm");

    private static string Reading(Alert alert, double value) => Number(value) + UnitOf(alert.Unit);

    private static string Number(double value) =>
        Math.Abs(value) switch
        {
            < 0.005 => "0",
            < 10 => value.ToString("0.##"),
            < 1_000_000 => value.ToString("0.#"),
            _ => value.ToString("0.##E0"),
        };

    private static string UnitOf(string unit) =>
        unit switch
        {
            "Cel" => "C",
            "%RH" => "%",
            "" or "/" or "boolean" or "m3/m3" => "",
            _ => " " + unit,
        };
}

internal enum Language
{
    Spanish,
    English,
}
