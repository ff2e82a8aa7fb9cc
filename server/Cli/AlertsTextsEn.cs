using Vigia.Server.Alerts;

namespace Vigia.Server.Cli;

internal sealed class AlertsTextsEn : AlertsTexts
{
    protected override Language Language => Language.English;

    public override string Help =>
        """
            Usage: vigia alerts [--open | --since T] [--data DIR]
                   vigia alerts show CODE
                   vigia alerts ack CODE                  seen
                   vigia alerts snooze CODE [--for T]     quiet for a while: 1m to 24h (1h)
                   vigia alerts note CODE "watered at 15:00"
                   vigia alerts false CODE                false alarm
                   vigia alerts close CODE                taken as over

            Alerts that stand and those that ended within a day, newest first, up to 200 of each; with show, all that happened with one:
            who said what, when and how. CODE is that of the message: A17. What you say is kept with the name of this machine's user.
            Who was told of it is also told that it was false or is over.

              --open          only those that stand
              --since T       also those that ended so long ago: 12h, 7d
              --data DIR      the data folder of the server that is running
            """;

    public override string Nothing => "No alerts.";

    public override string NeedsNote => "Say the note in quotes: vigia alerts note A17 \"watered at 15:00\".";

    public override string NeedsCode(string? typed) =>
        typed is null ? "Say the alert's code, A17 for example." : $"'{typed}' is no code of an alert: A0 to Z999.";

    public override string Done(string code, string word) =>
        word switch
        {
            "ack" => $"{code}: seen.",
            "snooze" => $"{code}: quiet; comes back by itself, or sooner if it gets worse.",
            "note" => $"{code}: noted.",
            "false" => $"{code}: false alarm; whoever was told of it is told so.",
            _ => $"{code}: over; whoever was told of it is told so.",
        };

    public override string Refused(string code, DeskAnswer why) =>
        why switch
        {
            DeskAnswer.NoSuchAlert => $"There is no alert {code}.",
            DeskAnswer.AlreadyOver => $"{code} is over.",
            DeskAnswer.AlreadyAcknowledged => $"{code} was seen already; vigia alerts show {code} says by whom.",
            DeskAnswer.BadSpan => "--for: allowed 1m to 24h.",
            DeskAnswer.FireIsNotSnoozed => "Nobody sleeps on a fire.",
            DeskAnswer.NoText => NeedsNote,
            DeskAnswer.TooManyNotes => $"{code} has {AlertDesk.MaxNotes} notes already.",
            _ => "It could not be kept; try again.",
        };

    protected override string State(AlertLine alert) =>
        alert.State switch
        {
            AlertState.Raised => "seen by nobody",
            AlertState.Acknowledged => $"seen by {alert.By}",
            AlertState.Snoozed => $"quiet until {alert.Until}",
            AlertState.Suppressed => $"explained by {alert.Parent}",
            AlertState.False => $"false alarm {alert.Over}",
            AlertState.Closed => $"closed {alert.Over}",
            _ => $"over {alert.Over}",
        };

    protected override string Severity(Severity severity) =>
        severity switch
        {
            Alerts.Severity.Minor => "minor",
            Alerts.Severity.Moderate => "moderate",
            Alerts.Severity.Severe => "severe",
            _ => "extreme",
        };

    protected override string Flaps(int times) => $"comes and goes, {times} times";

    protected override string Reason(StepReason reason) =>
        reason switch
        {
            StepReason.WentBeyond or StepReason.StayedBeyond => "went beyond the limit",
            StepReason.CameBack => "came back",
            StepReason.GuardEnded => "counts no more",
            StepReason.Suspected => "fire possible",
            StepReason.Probable or StepReason.ProbableLocal => "fire probable",
            StepReason.Confirmed => "fire confirmed",
            StepReason.EvidenceGone => "nothing speaks of fire any more",
            StepReason.SaidFire => "somebody says it burns",
            StepReason.Controlled => "fire held",
            StepReason.SaidOver => "somebody says it is out",
            StepReason.SaidFalse or StepReason.DeclaredFalse => "false alarm",
            StepReason.NodeLost or StepReason.NodesLost => "no signal",
            StepReason.HeardAgain => "heard again",
            StepReason.PointLost => "no reading",
            StepReason.InTrouble => "Vigía in trouble",
            StepReason.SoundAgain => "Vigía sound again",
            StepReason.WasAway => "Vigía did not run",
            StepReason.Reopened => "began again",
            StepReason.LateReading => "a late reading corrects it",
            StepReason.Withdrawn => "a late reading refutes it",
            StepReason.NodeAlarm => "the node's own alarm",
            StepReason.Acknowledged => "seen",
            StepReason.Snoozed => "quiet",
            StepReason.SnoozeEnded => "back: the time is up",
            StepReason.WorseThanSnoozed => "back: it got worse",
            StepReason.FireThere => "back: it burns there",
            StepReason.Hidden => "explained by",
            StepReason.Unhidden => "explained no more",
            StepReason.Flapping => "comes and goes",
            StepReason.StayedAway => "stayed away",
            StepReason.Note => "note",
            StepReason.ClosedByHand => "closed",
            StepReason.OneIncidentAZone => "another stands for the same",
            StepReason.RuleRemoved => "the rule is no more",
            StepReason.NodeMoved => "the node was moved",
            StepReason.BackAgain => "Vigía has kept running",
            StepReason.AwayAgain => "Vigía was away again",
            StepReason.Moved => "another point says it",
            StepReason.Expired => "the node did not repeat it",
            StepReason.NewerAlarm => "the node repeated it as another",
            StepReason.Restored => "recovered with its message",
            StepReason.StoreReplaced => "carried into a fresh file",
            StepReason.Drill => "drill",
            StepReason.Other => "changed",
            _ => $"{reason}",
        };

    protected override string Means(Means means) =>
        means switch
        {
            Alerts.Means.Page => "on the page",
            Alerts.Means.Sms => "by text",
            Alerts.Means.Call => "by call",
            Alerts.Means.CommandLine => "on the command line",
            _ => "Vigía",
        };
}
