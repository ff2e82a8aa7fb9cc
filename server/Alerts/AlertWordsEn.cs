using Vigia.Server.Rules.Service;

namespace Vigia.Server.Alerts;

internal sealed class AlertWordsEn : AlertWords
{
    public static AlertWordsEn Instance { get; } = new();

    public override string Limit(string reading) => $"limit {reading}";

    public override string At(string clock) => $"at {clock}";

    public override string Since(string clock) => $"since {clock}";

    public override string Alert(string code) => $"Alert {code}";

    public override string EndOfAlert(string code) => $"End of alert {code}";

    public override string Answer(string code) => $"Answer YES {code} or FALSE {code}";

    public override string AnswerYes(string code) => $"Answer YES {code}";

    public override string FalseAlarm(string who) => $"False alarm, says {who}";

    public override string ComesAndGoes(int times) => $"Comes and goes: {times} times in an hour";

    public override string ClosedBy(string who) => $"Closed by {who}";

    public override string OnOff(bool isOn) => isOn ? "on" : "off";

    public override string Lost(string nodes) => $"{nodes}: no signal";

    public override string LostDo => "Check power and node";

    public override string LostTogether(int nodes) => $"{nodes} nodes without signal: power or network cut";

    public override string LostTogetherDo => "Check power and network switch";

    public override string PointsLost(string points, int more) =>
        more > 0 ? $"No reading: {points} and {more} more" : $"No reading: {points}";

    public override string PointsLostDo => "Check sensor and cable";

    public override string Trouble(ServiceTrouble trouble, string to) =>
        trouble switch
        {
            ServiceTrouble.NoWay => "No text leaves for the phones",
            ServiceTrouble.SecondWay => "Texts leave by the second way only",
            ServiceTrouble.DiskFull => "Disk full: readings wait in the nodes",
            ServiceTrouble.LedgerDown => "Readings are not kept: they wait in the nodes",
            ServiceTrouble.AlertsDown => "Alerts are told, but not kept",
            ServiceTrouble.ChartsDown => "Charts get nothing; nothing is lost",
            ServiceTrouble.SirenSilent => "A siren does not answer",
            ServiceTrouble.SirenBroken => "A siren cannot sound",
            ServiceTrouble.CertificateEnds => "The server's certificate ends soon",
            ServiceTrouble.CertificateOver => "The server's certificate is all but over",
            ServiceTrouble.Stopped => $"Vigía did not run until {to} (it was stopped)",
            _ => $"Vigía did not run until {to} (it died)",
        };

    public override string TroubleDo(ServiceTrouble trouble) =>
        trouble switch
        {
            ServiceTrouble.NoWay => "Tell people in person, check the modem",
            ServiceTrouble.SecondWay => "Check the modem",
            ServiceTrouble.DiskFull => "Free disk space on the server",
            ServiceTrouble.LedgerDown or ServiceTrouble.AlertsDown => "Check the server's disk",
            ServiceTrouble.ChartsDown => "Check InfluxDB",
            ServiceTrouble.SirenSilent or ServiceTrouble.SirenBroken => "Check the siren and its node",
            ServiceTrouble.CertificateEnds => "Make a new one within 3 weeks",
            ServiceTrouble.CertificateOver => "Make a new one this week",
            _ => "Check the power",
        };

    public override string Drill => "Fire drill";

    public override string DrillMark => "DRILL, NOT REAL. ";

    public override string Sure(Severity severity, Certainty certainty) =>
        certainty switch
        {
            Certainty.Observed when severity < Severity.Severe => "CONTROLLED",
            Certainty.Likely when severity < Severity.Severe => "PROBABLE (one sensor)",
            Certainty.Possible when severity < Severity.Moderate => "expected",
            Certainty.Observed => "CONFIRMED",
            Certainty.Likely => "PROBABLE",
            _ => "possible",
        };

    public override string Seen(string word) =>
        word switch
        {
            "person" => "somebody says so",
            "dry-air" => "dry air",
            _ => word,
        };

    public override string SaidBy(string who) => $"{who} says so";

    public override string Wind(int kilometresAnHour) => $"Wind {kilometresAnHour} km/h";
}
