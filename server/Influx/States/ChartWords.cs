using System.Globalization;
using System.Text.Json;
using Vigia.Server.Farm;

namespace Vigia.Server.Influx.States;

/// <summary>What people read on charts, in one language. Names, states and faults are said in the words of the attendants' page.</summary>
internal sealed class ChartWords
{
    private readonly Dictionary<string, string> words;
    private readonly NumberFormatInfo numbers;
    private readonly Func<LocalText, string> of;

    private ChartWords(string code, string comma, Func<LocalText, string> of, Dictionary<string, string> own)
    {
        Code = code;
        this.of = of;
        numbers = new NumberFormatInfo { NumberDecimalSeparator = comma };
        words = JsonSerializer.Deserialize<Dictionary<string, string>>(Embedded.Text($"live/{code}.json"))!;
        foreach (var (key, word) in own)
        {
            words[key] = word;
        }
    }

    public static ChartWords Spanish { get; } = new("es", ",", text => text.Spanish, ChartTexts.Spanish);

    public static ChartWords English { get; } = new("en", ".", text => text.English, ChartTexts.English);

    public static IReadOnlyList<ChartWords> Both { get; } = [Spanish, English];

    /// <summary>Ends the names of fields in this language.</summary>
    public string Code { get; }

    public string Of(LocalText text) => of(text);

    /// <summary>What has no words yet is said by the end of its key.</summary>
    public string Say(string key) =>
        words.GetValueOrDefault(key) ?? key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>As the farm calls the point, else by its name: <c>soil_moisture-2</c> is "Humedad del suelo 2".</summary>
    public string NameOf(PointStateNow point)
    {
        if (point.Title is { } title)
        {
            return Of(title);
        }

        var dash = point.Point.LastIndexOf('-');
        var isNumbered = dash > 0 && point.Point.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        var (stem, number) = isNumbered ? (point.Point[..dash], $" {point.Point[(dash + 1)..]}") : (point.Point, "");
        return words.TryGetValue($"point.{stem}", out var own) ? own + number
            : words.TryGetValue($"quantity.{point.Quantity}", out var quantity) ? quantity + number
            : point.Point;
    }

    /// <summary>With its unit; a dash where there is none that counts.</summary>
    public string Number(PointStateNow? point)
    {
        if (point?.Value is not { } value)
        {
            return Say("unknown");
        }

        if (point.Quantity == "state")
        {
            return OnOff(point.Point, value);
        }

        var unit = PeopleUnits.Of(point.Quantity);
        var number = Math.Round(value * unit.Factor, unit.Decimals) + 0.0;
        return $"{number.ToString($"F{unit.Decimals}", numbers)} {unit.Unit}".TrimEnd();
    }

    /// <summary>How old: <c>6 s</c>, <c>4 min</c>, <c>3 h</c>, <c>2 d</c>.</summary>
    public string Age(TimeSpan? age) =>
        age switch
        {
            null => Say("unknown"),
            { TotalSeconds: < 100 } => In("age.s", Math.Max(0, age.Value.TotalSeconds)),
            { TotalMinutes: < 100 } => In("age.min", age.Value.TotalMinutes),
            { TotalHours: < 48 } => In("age.h", age.Value.TotalHours),
            _ => In("age.d", age.Value.TotalDays),
        };

    public string FaultOf(PointStateNow point) =>
        point.Fault is { } fault
            ? words.GetValueOrDefault($"fault.{fault}") ?? Say("fault.other").Replace("{fault}", fault)
            : "";

    private string In(string key, double amount) =>
        Say(key).Replace("{n}", ((long)amount).ToString(CultureInfo.InvariantCulture));

    private string OnOff(string point, double value)
    {
        var on = value >= 0.5 ? 1 : 0;
        var own = point.Split('-') is [_, var what, ..] ? $"state-word.{what}.{on}" : "";
        return words.GetValueOrDefault(own) ?? Say($"state-word.{on}");
    }
}

/// <summary>What only charts say.</summary>
internal static class ChartTexts
{
    public static Dictionary<string, string> Spanish { get; } =
        new()
        {
            ["farm.Good"] = "TODO BIEN",
            ["farm.Look"] = "MIRAR",
            ["farm.Act"] = "ACTUAR YA",
            ["farm.NoSignal"] = "SIN SEÑAL",
            ["farm.empty"] = "TODAVÍA NO HAY ZONAS",
            ["fire.Good"] = "NO HAY FUEGO",
            ["fire.Look"] = "ALGO RARO",
            ["fire.Act"] = "FUEGO",
            ["fire.NoSignal"] = "NADIE VIGILA",
            ["step.Acknowledged"] = "la atienden",
            ["step.Snoozed"] = "en pausa",
            ["step.Suppressed"] = "por otra",
            ["step.Cleared"] = "termina",
            ["step.False"] = "era falsa",
            ["step.Closed"] = "cerrada",
            ["text.Queued"] = "en espera",
            ["text.Submitted"] = "en camino",
            ["text.Sent"] = "enviado",
            ["text.Delivered"] = "recibido",
            ["text.Undelivered"] = "no llegó",
            ["text.Failed"] = "falló",
            ["text.Expired"] = "venció",
            ["text.Cancelled"] = "ya no hacía falta",
            ["text.otherPhone"] = "otro teléfono",
        };

    public static Dictionary<string, string> English { get; } =
        new()
        {
            ["farm.Good"] = "ALL WELL",
            ["farm.Look"] = "LOOK",
            ["farm.Act"] = "ACT NOW",
            ["farm.NoSignal"] = "NO SIGNAL",
            ["farm.empty"] = "NO ZONES YET",
            ["fire.Good"] = "NO FIRE",
            ["fire.Look"] = "SOMETHING ODD",
            ["fire.Act"] = "FIRE",
            ["fire.NoSignal"] = "NOBODY WATCHES",
            ["step.Acknowledged"] = "seen to",
            ["step.Snoozed"] = "snoozed",
            ["step.Suppressed"] = "by another",
            ["step.Cleared"] = "over",
            ["step.False"] = "was false",
            ["step.Closed"] = "closed",
            ["text.Queued"] = "waiting",
            ["text.Submitted"] = "on its way",
            ["text.Sent"] = "sent",
            ["text.Delivered"] = "delivered",
            ["text.Undelivered"] = "not received",
            ["text.Failed"] = "failed",
            ["text.Expired"] = "too late",
            ["text.Cancelled"] = "no longer needed",
            ["text.otherPhone"] = "another phone",
        };
}
