using Vigia.Server.Sms;
using Vigia.Server.Sms.Health;
using Vigia.Server.Sms.Incoming;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Cli;

internal sealed class SmsTextsEs : SmsTexts
{
    public override string Help =>
        """
            Uso: vigia sms status [--data CARPETA]
                 vigia sms send TELÉFONO TEXTO [--data CARPETA]
                 vigia sms in [--data CARPETA]

              status   si los mensajes llegan a los teléfonos: cada vía con su cola, señal, red y última prueba; termina con 1 si no
              send     manda un mensaje por las vías del servicio y dice hasta dónde llegó; espera 90 s como mucho
              in       los últimos 20 mensajes que llegaron, y qué se hizo con ellos

            Hablan con el servicio que corre en esta máquina, por vigia.sock de su carpeta de datos.
            """;

    public override string NeedsPhoneAndText =>
        "Falta algo: vigia sms send TELÉFONO TEXTO, con el texto entre comillas.";
    public override string NoText => "Un mensaje vacío no dice nada a nadie.";
    public override string NotStored => "No se pudo guardar el mensaje; no se mandó.";

    public override string Path(SmsPathState state, string since) =>
        state switch
        {
            SmsPathState.NotSet =>
                "Ninguna vía lleva a teléfonos: los mensajes solo se anotan (vea --sms en vigia serve --help).",
            SmsPathState.Works => $"Los mensajes salen, desde {since}.",
            SmsPathState.OnSecond => $"La primera vía no sirve, sale por otra, desde {since}.",
            _ => $"NINGÚN MENSAJE SALE, desde {since}.",
        };

    public override string Trouble(WayTrouble trouble) =>
        trouble switch
        {
            WayTrouble.None => "bien",
            WayTrouble.Away => "no está",
            WayTrouble.Stuck => "atascada",
            WayTrouble.NoNetwork => "sin red",
            WayTrouble.Silent => "callada",
            _ => "no manda",
        };

    public override string Queued(int count, string? age) => age is null ? $"cola {count}" : $"cola {count} ({age})";

    public override string Signal(int dbm) => $"señal {dbm} dBm";

    public override string Network(Registration registration) =>
        registration == Registration.Registered ? "con red" : "buscando red";

    public override string LastSent(string time) => $"último enviado {time}";

    public override string Proof(string time) => $"última prueba {time}";

    public override string Outbox(long waiting, long inHand, long sentToday, long failedToday) =>
        $"De salida: {waiting} esperan, {inHand} en camino; en 24 h {sentToday} enviados, {failedToday} fallados.";

    public override string Inbox(long waiting, long today, long unread) =>
        $"De llegada: {waiting} por leer; en 24 h {today}, de ellos {unread} no leídos.";

    public override string NothingCame => "No ha llegado ningún mensaje.";

    public override string State(SmsState state) =>
        state switch
        {
            SmsState.Queued => "guardado, espera",
            SmsState.Submitted => "entregado a la vía",
            SmsState.Sent => "enviado",
            SmsState.Delivered => "recibido por el teléfono",
            SmsState.Undelivered => "no recibido por el teléfono",
            SmsState.Failed => "fallado",
            SmsState.Expired => "vencido",
            _ => "cancelado",
        };

    public override string State(IncomingState state) =>
        state switch
        {
            IncomingState.Waiting => "por leer",
            IncomingState.Taken => "leído",
            IncomingState.TooMany => "demasiados",
            _ => "viejo",
        };

    public override string StillOnItsWay => "Sigue en camino: vigia sms status dice más.";
}
