using Vigia.Server.Alerts;

namespace Vigia.Server.Cli;

internal sealed class AlertsTextsEs : AlertsTexts
{
    protected override Language Language => Language.Spanish;

    public override string Help =>
        """
            Uso: vigia alerts [--open | --since T] [--data CARPETA]
                 vigia alerts show CÓDIGO
                 vigia alerts ack CÓDIGO                  vista
                 vigia alerts snooze CÓDIGO [--for T]     callada por un rato: de 1m a 24h (1h)
                 vigia alerts note CÓDIGO "regado a las 15:00"
                 vigia alerts false CÓDIGO                falsa alarma
                 vigia alerts close CÓDIGO                se da por terminada

            Las alertas que siguen y las que terminaron en el último día, la más nueva primero, hasta 200 de cada una; con show, todo lo
            que pasó con una: quién dijo qué, cuándo y por dónde. CÓDIGO es el del mensaje: A17. Lo que se dice queda con el nombre
            del usuario de esta máquina. A quien se le avisó se le dice también que fue falsa o que terminó.

              --open              solo las que siguen
              --since T           también las que terminaron desde hace tanto: 12h, 7d
              --data CARPETA      la carpeta de datos del servidor que está en marcha
            """;

    public override string Nothing => "Ninguna alerta.";

    public override string NeedsNote => "Diga la nota entre comillas: vigia alerts note A17 \"regado a las 15:00\".";

    public override string NeedsCode(string? typed) =>
        typed is null
            ? "Diga el código de la alerta, por ejemplo A17."
            : $"'{typed}' no es un código de alerta: A0 a Z999.";

    public override string Done(string code, string word) =>
        word switch
        {
            "ack" => $"{code}: vista.",
            "snooze" => $"{code}: callada; vuelve sola, o antes si empeora.",
            "note" => $"{code}: anotado.",
            "false" => $"{code}: falsa alarma; se le dice a quien se le avisó.",
            _ => $"{code}: terminada; se le dice a quien se le avisó.",
        };

    public override string Refused(string code, DeskAnswer why) =>
        why switch
        {
            DeskAnswer.NoSuchAlert => $"No hay alerta {code}.",
            DeskAnswer.AlreadyOver => $"{code} ya terminó.",
            DeskAnswer.AlreadyAcknowledged => $"{code} ya fue vista; vigia alerts show {code} dice por quién.",
            DeskAnswer.BadSpan => "--for: se permite de 1m a 24h.",
            DeskAnswer.FireIsNotSnoozed => "Un fuego no se calla.",
            DeskAnswer.NoText => NeedsNote,
            DeskAnswer.TooManyNotes => $"{code} ya tiene {AlertDesk.MaxNotes} notas.",
            _ => "No se pudo guardar; pruebe otra vez.",
        };

    protected override string State(AlertLine alert) =>
        alert.State switch
        {
            AlertState.Raised => "nadie la ha visto",
            AlertState.Acknowledged => $"vista por {alert.By}",
            AlertState.Snoozed => $"callada hasta {alert.Until}",
            AlertState.Suppressed => $"la explica {alert.Parent}",
            AlertState.False => $"falsa alarma {alert.Over}",
            AlertState.Closed => $"la cerraron {alert.Over}",
            _ => $"terminó {alert.Over}",
        };

    protected override string Severity(Severity severity) =>
        severity switch
        {
            Alerts.Severity.Minor => "leve",
            Alerts.Severity.Moderate => "moderada",
            Alerts.Severity.Severe => "grave",
            _ => "extrema",
        };

    protected override string Flaps(int times) => $"va y viene, {times} veces";

    protected override string Reason(StepReason reason) =>
        reason switch
        {
            StepReason.WentBeyond or StepReason.StayedBeyond => "pasó el límite",
            StepReason.CameBack => "volvió a lo normal",
            StepReason.GuardEnded => "dejó de contar",
            StepReason.Suspected => "fuego posible",
            StepReason.Probable or StepReason.ProbableLocal => "fuego probable",
            StepReason.Confirmed => "fuego confirmado",
            StepReason.EvidenceGone => "ya nada habla de fuego",
            StepReason.SaidFire => "dicen que hay fuego",
            StepReason.Controlled => "fuego controlado",
            StepReason.SaidOver => "dicen que se apagó",
            StepReason.SaidFalse or StepReason.DeclaredFalse => "falsa alarma",
            StepReason.NodeLost or StepReason.NodesLost => "sin señal",
            StepReason.HeardAgain => "se oye otra vez",
            StepReason.PointLost => "sin lectura",
            StepReason.InTrouble => "falla de Vigía",
            StepReason.SoundAgain => "Vigía bien otra vez",
            StepReason.WasAway => "Vigía no funcionó",
            StepReason.Reopened => "empezó otra vez",
            StepReason.LateReading => "una lectura atrasada la corrige",
            StepReason.Withdrawn => "una lectura atrasada la desmiente",
            StepReason.NodeAlarm => "alarma del propio nodo",
            StepReason.Acknowledged => "vista",
            StepReason.Snoozed => "callada",
            StepReason.SnoozeEnded => "vuelve: pasó el tiempo",
            StepReason.WorseThanSnoozed => "vuelve: empeoró",
            StepReason.FireThere => "vuelve: hay fuego allí",
            StepReason.Hidden => "la explica",
            StepReason.Unhidden => "ya no la explica otra",
            StepReason.Flapping => "va y viene",
            StepReason.StayedAway => "no volvió",
            StepReason.Note => "nota",
            StepReason.ClosedByHand => "cerrada",
            StepReason.OneIncidentAZone => "ya había otra por lo mismo",
            StepReason.RuleRemoved => "la regla ya no existe",
            StepReason.NodeMoved => "el nodo se mudó",
            StepReason.BackAgain => "Vigía sigue funcionando",
            StepReason.AwayAgain => "Vigía dejó de funcionar otra vez",
            StepReason.Moved => "lo dice otro punto",
            StepReason.Expired => "el nodo no la repitió",
            StepReason.NewerAlarm => "el nodo la repitió como otra",
            StepReason.Restored => "recuperada con su mensaje",
            StepReason.StoreReplaced => "pasada a un archivo nuevo",
            StepReason.Drill => "simulacro",
            StepReason.Other => "cambió",
            _ => $"{reason}",
        };

    protected override string Means(Means means) =>
        means switch
        {
            Alerts.Means.Page => "por la página",
            Alerts.Means.Sms => "por mensaje",
            Alerts.Means.Call => "por llamada",
            Alerts.Means.CommandLine => "por la consola",
            _ => "Vigía",
        };
}
