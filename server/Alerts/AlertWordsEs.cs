using System.Globalization;
using Vigia.Server.Rules.Service;

namespace Vigia.Server.Alerts;

internal sealed class AlertWordsEs : AlertWords
{
    public static AlertWordsEs Instance { get; } = new();

    public override NumberFormatInfo Numbers { get; } =
        new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public override string Limit(string reading) => $"limite {reading}";

    public override string At(string clock) => $"a las {clock}";

    public override string Since(string clock) => $"desde las {clock}";

    public override string Alert(string code) => $"Alerta {code}";

    public override string EndOfAlert(string code) => $"Fin de la alerta {code}";

    public override string Answer(string code) => $"Responda SI {code} o FALSA {code}";

    public override string AnswerYes(string code) => $"Responda SI {code}";

    public override string FalseAlarm(string who) => $"Falsa alarma, dice {who}";

    public override string ComesAndGoes(int times) => $"Va y viene: {times} veces en una hora";

    public override string ClosedBy(string who) => $"Cerrada por {who}";

    public override string OnOff(bool isOn) => isOn ? "encendido" : "apagado";

    public override string Lost(string nodes) => $"{nodes} sin señal";

    public override string LostDo => "Revise la luz y el nodo";

    public override string LostTogether(int nodes) => $"{nodes} nodos sin señal: corte de luz o de red";

    public override string LostTogetherDo => "Revise la luz y el equipo de red";

    public override string PointsLost(string points, int more) =>
        more > 0 ? $"Sin lectura: {points} y {more} más" : $"Sin lectura: {points}";

    public override string PointsLostDo => "Revise sensor y cable";

    public override string Trouble(ServiceTrouble trouble, string to) =>
        trouble switch
        {
            ServiceTrouble.NoWay => "Ningún mensaje sale a los teléfonos",
            ServiceTrouble.SecondWay => "Los mensajes salen solo por la segunda vía",
            ServiceTrouble.DiskFull => "Disco lleno: las lecturas esperan en los nodos",
            ServiceTrouble.LedgerDown => "No se guardan lecturas: esperan en los nodos",
            ServiceTrouble.AlertsDown => "Las alarmas se avisan, pero no se guardan",
            ServiceTrouble.ChartsDown => "Las gráficas no reciben; nada se pierde",
            ServiceTrouble.SirenSilent => "Una sirena no responde",
            ServiceTrouble.SirenBroken => "Una sirena no puede sonar",
            ServiceTrouble.CertificateEnds => "Certificado del servidor por vencer",
            ServiceTrouble.CertificateOver => "Certificado del servidor casi vencido",
            ServiceTrouble.Stopped => $"Vigía no funcionó hasta las {to} (la detuvieron)",
            _ => $"Vigía no funcionó hasta las {to} (se apagó sola)",
        };

    public override string TroubleDo(ServiceTrouble trouble) =>
        trouble switch
        {
            ServiceTrouble.NoWay => "Avise de viva voz y revise el módem",
            ServiceTrouble.SecondWay => "Revise el módem",
            ServiceTrouble.DiskFull => "Libere disco en el servidor",
            ServiceTrouble.LedgerDown or ServiceTrouble.AlertsDown => "Revise el disco del servidor",
            ServiceTrouble.ChartsDown => "Revise InfluxDB",
            ServiceTrouble.SirenSilent or ServiceTrouble.SirenBroken => "Revise la sirena y su nodo",
            ServiceTrouble.CertificateEnds => "Haga uno nuevo en 3 semanas",
            ServiceTrouble.CertificateOver => "Haga uno nuevo esta semana",
            _ => "Revise la corriente",
        };

    public override string Drill => "Simulacro de incendio";

    public override string DrillMark => "SIMULACRO, NO ES REAL. ";

    public override string Sure(Severity severity, Certainty certainty) =>
        certainty switch
        {
            Certainty.Observed when severity < Severity.Severe => "CONTROLADO",
            Certainty.Likely when severity < Severity.Severe => "PROBABLE (un sensor)",
            Certainty.Possible when severity < Severity.Moderate => "previsto",
            Certainty.Observed => "CONFIRMADO",
            Certainty.Likely => "PROBABLE",
            _ => "posible",
        };

    public override string Seen(string word) =>
        word switch
        {
            "heat" => "calor",
            "smoke" => "humo",
            "flame" => "llama",
            "dry-air" => "aire seco",
            "person" => "lo dice alguien",
            _ => word,
        };

    public override string SaidBy(string who) => $"lo dice {who}";

    public override string Wind(int kilometresAnHour) => $"Viento {kilometresAnHour} km/h";
}
