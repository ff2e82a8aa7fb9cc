namespace Vigia.Server.Alerts;

/// <summary>What a message does to what was said before, in the words of the Common Alerting Protocol 1.2.</summary>
internal enum CapMessageType
{
    Alert,

    /// <summary>Surer, worse, or less: takes the place of the last.</summary>
    Update,

    /// <summary>It is over, or never was.</summary>
    Cancel,
}

/// <summary>An alert in the words of the Common Alerting Protocol 1.2, for whoever passes it on.</summary>
internal readonly record struct Cap(CapMessageType MessageType, Severity Severity, Urgency Urgency, Certainty Certainty)
{
    /// <summary>Of an alert as it stands: what is over is past; what a person calls false is unlikely to have been.</summary>
    public static Cap Of(Alert alert, MessageKind kind)
    {
        var isOver = alert.State.IsOver() || kind == MessageKind.Cleared;
        return new Cap(
            isOver ? CapMessageType.Cancel
                : kind == MessageKind.Escalated ? CapMessageType.Update
                : CapMessageType.Alert,
            alert.Severity,
            isOver ? Urgency.Past : alert.Urgency,
            alert.State == AlertState.False ? Certainty.Unlikely
                : isOver ? Certainty.Observed
                : alert.Certainty
        );
    }
}
