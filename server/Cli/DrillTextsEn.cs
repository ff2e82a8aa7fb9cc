using System.Globalization;
using Vigia.Server.Calls.Drills;

namespace Vigia.Server.Cli;

internal sealed class DrillTextsEn : DrillTexts
{
    public override string Help =>
        """
            Usage: vigia drill fire --zone ZONE [--for TIME] [--data FOLDER]

            A fire that is none, by the whole way of a real one: the alert, who has the duty, the texts, the call, the answers. Each
            text begins with DRILL, NOT REAL; the siren is asked whether it answers, and stays silent. It says the seconds of each
            step and keeps them. It ends when all have answered, after its time (5m), or with Ctrl-C; then those who were called
            are told so.
            Exit code 0 when each one's text was sent.

              --zone ZONE      where; as the farm file calls it
              --for TIME       how long it lasts at most: 5s to 1h
            """;

    protected override (string Handed, string Sent, string Delivered, string Rang, string Answered) Steps =>
        ("handed over", "sent", "received", "call", "answered");

    protected override string Siren => "(siren)";

    protected override NumberFormatInfo Numbers => NumberFormatInfo.InvariantInfo;

    public override string Begun(DrillReport report) => $"DRILL {report.Code} at {report.Zone}.";

    public override string Refused(DrillAnswer why) =>
        why switch
        {
            DrillAnswer.BadSpan => "A drill lasts 5s to 1h.",
            DrillAnswer.NobodyToCall => "There is nobody to call: no people in the farm file, and no --sms-to.",
            DrillAnswer.AlreadyRuns => "A drill is running already.",
            DrillAnswer.FireStands => "A fire stands open: this is no time for drills.",
            _ => "It could not be stored; it did not begin.",
        };

    protected override string Verdict(DrillReport report) =>
        $"Sent {report.Sent} of {report.People.Count}, the first after {Seconds(report.FirstSent)}; "
        + $"{report.Answered} answered, the first after {Seconds(report.FirstAnswer)}.";
}
