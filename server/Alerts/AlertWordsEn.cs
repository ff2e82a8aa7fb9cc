namespace Vigia.Server.Alerts;

internal sealed class AlertWordsEn : AlertWords
{
    public static AlertWordsEn Instance { get; } = new();

    public override string Limit(string reading) => $"limit {reading}";

    public override string At(string clock) => $"at {clock}";

    public override string Since(string clock) => $"since {clock}";

    public override string Alert(string code) => $"Alert {code}";

    public override string EndOfAlert(string code) => $"End of alert {code}";

    public override string Answer(string code) => $"Answer SI {code} or FALSA {code}";

    public override string FalseAlarm(string who) => $"False alarm, says {who}";

    public override string ComesAndGoes(int times) => $"Comes and goes: {times} times in an hour";

    public override string ClosedBy(string who) => $"Closed by {who}";

    public override string OnOff(bool isOn) => isOn ? "on" : "off";

    public override string Lost(string nodes) => $"{nodes}: no signal";

    public override string LostDo => "Check power and node";

    public override string LostTogether(int nodes) => $"{nodes} nodes without signal: power or network cut";

    public override string LostTogetherDo => "Check power and network switch";

    public override string Sure(Severity severity, Certainty certainty) =>
        certainty switch
        {
            Certainty.Observed when severity < Severity.Severe => "CONTROLLED",
            Certainty.Observed => "CONFIRMED",
            Certainty.Likely => "PROBABLE",
            _ => "possible",
        };

    public override string Seen(string word) => word == "person" ? "a person" : word;

    public override string And => "and";

    public override string Wind(int kilometresAnHour) => $"Wind {kilometresAnHour} km/h";
}
