using System.Globalization;

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

    public override string ClosedBy(string who) => $"Cerrada por {who}";

    public override string OnOff(bool isOn) => isOn ? "encendido" : "apagado";

    public override string Lost(string nodes) => $"{nodes} sin señal";

    public override string LostDo => "Revise la luz y el nodo";

    public override string LostTogether(int nodes) => $"{nodes} nodos sin señal: corte de luz o de red";

    public override string LostTogetherDo => "Revise la luz y el equipo de red";

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
