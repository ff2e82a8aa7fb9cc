using System.Globalization;
using Vigia.Server.Alerts;

namespace Vigia.Server.Report;

/// <summary>What an assembly's paper says, in one language.</summary>
internal abstract class ReportWords
{
    public static ReportWords Of(Language language) =>
        language == Language.Spanish ? ReportWordsEs.Instance : ReportWordsEn.Instance;

    public abstract string Code { get; }
    public abstract Language Language { get; }
    public abstract NumberFormatInfo Numbers { get; }

    /// <summary>A day with its year.</summary>
    public abstract string Day(DateOnly day);

    public abstract string Title(string farm);
    public abstract string Period(string from, string to);
    public abstract string KnownPart(string from, string to);
    public abstract string NothingKnown { get; }
    public abstract string DaysNotAllowed { get; }
    public abstract string Busy { get; }
    public abstract string None { get; }

    public abstract string Alerts { get; }
    public abstract string Place { get; }
    public abstract string What { get; }
    public abstract string Times { get; }
    public abstract string False { get; }
    public abstract string Answered { get; }
    public abstract string Reaction { get; }
    public abstract string Longest { get; }

    public abstract string People { get; }
    public abstract string Person { get; }
    public abstract string Answers { get; }

    public abstract string Messages { get; }
    public abstract string MessagesLine(MessageCount count);

    public abstract string Water { get; }
    public abstract string Rain { get; }
    public abstract string Pumps { get; }
    public abstract string PowerCuts { get; }
    public abstract string Total { get; }
    public abstract string Hours { get; }

    public abstract string Nodes { get; }
    public abstract string Node { get; }
    public abstract string Availability { get; }
    public abstract string LongestSilence { get; }
    public abstract string MoreNodes(int more);
    public abstract string MoreAlerts(int more);

    /// <summary>Under the tables: what the figures leave out.</summary>
    public abstract string Foot { get; }
    public abstract string Print { get; }
}

internal sealed class ReportWordsEs : ReportWords
{
    public static ReportWordsEs Instance { get; } = new();

    public override string Code => "es";
    public override Language Language => Language.Spanish;
    public override NumberFormatInfo Numbers { get; } =
        new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public override string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public override string Title(string farm) => farm.Length > 0 ? $"Informe de {farm}" : "Informe de la finca";

    public override string Period(string from, string to) => $"Del {from} al {to}";

    public override string KnownPart(string from, string to) => $"Hay lecturas del {from} al {to}.";

    public override string NothingKnown => "No hay lecturas de esos días.";
    public override string DaysNotAllowed =>
        "Esos días no se pueden: dos fechas como 2026-11-23, la primera antes, un año a lo más.";
    public override string Busy => "Otro informe se está haciendo. Pruebe dentro de un minuto.";
    public override string None => "Nada.";
    public override string Alerts => "Alertas";
    public override string Place => "Lugar";
    public override string What => "Qué pasó";
    public override string Times => "Veces";
    public override string False => "Falsas";
    public override string Answered => "Atendidas";
    public override string Reaction => "Tardanza";
    public override string Longest => "La más larga";
    public override string People => "Quién respondió";
    public override string Person => "Persona";
    public override string Answers => "Respuestas";
    public override string Messages => "Mensajes";

    public override string MessagesLine(MessageCount count) =>
        $"{count.Sent.ToString("N0", Numbers)} SMS enviados, {count.Delivered.ToString("N0", Numbers)} con entrega confirmada, {count.Unsent.ToString("N0", Numbers)} sin enviar.";

    public override string Water => "Agua (litros)";
    public override string Rain => "Lluvia (mm)";
    public override string Pumps => "Bombas";
    public override string PowerCuts => "Cortes de luz";
    public override string Total => "Total";
    public override string Hours => "Tiempo";
    public override string Nodes => "Nodos";
    public override string Node => "Nodo";
    public override string Availability => "Con señal";
    public override string LongestSilence => "Silencio más largo";

    public override string MoreNodes(int more) => $"Y {more} nodos más, todos con mejor señal.";

    public override string MoreAlerts(int more) => $"Y {more} renglones más, de alertas menos frecuentes.";

    public override string Foot =>
        "Tardanza: mediana entre el aviso y el primer «sí». Agua: lo que contaron los medidores. Bombas y luz: lo que vieron los nodos; lo que nadie midió no se cuenta.";
    public override string Print => "Imprimir";
}

internal sealed class ReportWordsEn : ReportWords
{
    public static ReportWordsEn Instance { get; } = new();

    public override string Code => "en";
    public override Language Language => Language.English;
    public override NumberFormatInfo Numbers { get; } =
        new() { NumberDecimalSeparator = ".", NumberGroupSeparator = "," };

    public override string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public override string Title(string farm) => farm.Length > 0 ? $"Report of {farm}" : "Report of the farm";

    public override string Period(string from, string to) => $"From {from} to {to}";

    public override string KnownPart(string from, string to) => $"There are readings from {from} to {to}.";

    public override string NothingKnown => "There are no readings of those days.";
    public override string DaysNotAllowed =>
        "Those days cannot be: two dates like 2026-11-23, the first one before, a year at most.";
    public override string Busy => "Another report is being made. Try again in a minute.";
    public override string None => "None.";
    public override string Alerts => "Alerts";
    public override string Place => "Place";
    public override string What => "What";
    public override string Times => "Times";
    public override string False => "False";
    public override string Answered => "Answered";
    public override string Reaction => "Took";
    public override string Longest => "Longest";
    public override string People => "Who answered";
    public override string Person => "Person";
    public override string Answers => "Answers";
    public override string Messages => "Messages";

    public override string MessagesLine(MessageCount count) =>
        $"{count.Sent.ToString("N0", Numbers)} SMS sent, {count.Delivered.ToString("N0", Numbers)} known to be delivered, {count.Unsent.ToString("N0", Numbers)} not sent.";

    public override string Water => "Water (litres)";
    public override string Rain => "Rain (mm)";
    public override string Pumps => "Pumps";
    public override string PowerCuts => "Power cuts";
    public override string Total => "Total";
    public override string Hours => "Time";
    public override string Nodes => "Nodes";
    public override string Node => "Node";
    public override string Availability => "Heard";
    public override string LongestSilence => "Longest silence";

    public override string MoreNodes(int more) => $"And {more} more nodes, all heard better.";

    public override string MoreAlerts(int more) => $"And {more} more lines, of less frequent alerts.";

    public override string Foot =>
        "Took: median from the alert to the first yes. Water: what meters counted. Pumps and power: what nodes saw; what nobody measured is not counted.";
    public override string Print => "Print";
}
