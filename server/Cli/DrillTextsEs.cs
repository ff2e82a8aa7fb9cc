using System.Globalization;
using Vigia.Server.Calls.Drills;

namespace Vigia.Server.Cli;

internal sealed class DrillTextsEs : DrillTexts
{
    public override string Help =>
        """
            Uso: vigia drill fire --zone ZONA [--for TIEMPO] [--data CARPETA]

            Un incendio de mentira por todo el camino de uno de verdad: la alerta, quién tiene la guardia, los mensajes, la llamada,
            las respuestas. Cada mensaje empieza con SIMULACRO, NO ES REAL; a la sirena se le pregunta si responde, y no suena. Dice
            los segundos de cada paso y los guarda. Termina cuando todos respondieron, pasado el tiempo (5m), o con Ctrl-C; entonces
            se avisa el fin a los llamados.
            Código de salida 0 si a cada uno se le envió su mensaje.

              --zone ZONA      dónde; como la llama el archivo de granja
              --for TIEMPO     cuánto dura como mucho: de 5s a 1h
            """;

    protected override (string Handed, string Sent, string Delivered, string Rang, string Answered) Steps =>
        ("entregado a la vía", "enviado", "recibido", "llamada", "respondió");

    protected override string Siren => "(sirena)";

    protected override NumberFormatInfo Numbers { get; } = new() { NumberDecimalSeparator = "," };

    public override string Begun(DrillReport report) => $"SIMULACRO {report.Code} en {report.Zone}.";

    public override string Refused(DrillAnswer why) =>
        why switch
        {
            DrillAnswer.BadSpan => "Un simulacro dura de 5s a 1h.",
            DrillAnswer.NobodyToCall => "No hay a quién llamar: ni gente en el archivo de granja, ni --sms-to.",
            DrillAnswer.AlreadyRuns => "Ya hay un simulacro en marcha.",
            DrillAnswer.FireStands => "Hay un incendio abierto: ahora no es hora de simulacros.",
            _ => "No se pudo guardar; no empezó.",
        };

    protected override string Verdict(DrillReport report) =>
        $"Enviados {report.Sent} de {report.People.Count}, el primero a los {Seconds(report.FirstSent)}; "
        + $"respondieron {report.Answered}, el primero a los {Seconds(report.FirstAnswer)}.";
}
