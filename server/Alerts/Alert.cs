namespace Vigia.Server.Alerts;

/// <summary>
/// Something a person has to look at. Severity, urgency and certainty are those of the Common Alerting Protocol 1.2.
/// </summary>
/// <param name="Rule">Name of the rule that raised it; <see cref="AlarmBook.Rule"/> for a node's own.</param>
/// <param name="RaisedEventMs">Unix milliseconds of the reading.</param>
/// <param name="RaisedMs">Unix milliseconds when it was judged.</param>
/// <param name="Value">In <paramref name="Unit"/>, as stored and shown.</param>
/// <param name="Unpersisted">Sent before it could be stored.</param>
/// <param name="Seen">What speaks for it, words with a comma between: nodes that were lost, evidence of a fire.</param>
/// <param name="AcknowledgedBy">The person who said so first.</param>
internal sealed record Alert(
    long Id,
    string Rule,
    string Node,
    string Point,
    string? Zone,
    Severity Severity,
    Urgency Urgency,
    Certainty Certainty,
    AlertState State,
    long RaisedEventMs,
    long RaisedMs,
    double Value,
    double Limit,
    string Unit,
    bool Unpersisted = false,
    string Seen = "",
    string? AcknowledgedBy = null
)
{
    /// <summary>What people say of it: <c>A17</c>. Comes again after 26,000 alerts.</summary>
    public string Code => AlertCode.Of(Id);

    /// <summary>Unix milliseconds until which nobody wants to hear of it; null: it is not snoozed.</summary>
    public long? SnoozedUntilMs { get; init; }

    /// <summary>Number of the alert that explains this one and hides it; null: none does.</summary>
    public long? Parent { get; init; }

    /// <summary>Unix milliseconds of the first message about it; null: nobody was told.</summary>
    public long? ToldMs { get; init; }

    /// <summary>How often it began within an hour, once that is too often to tell each time; else 0.</summary>
    public int Flaps { get; init; }

    /// <summary>Of one that comes and goes: unix milliseconds since when it is away; null: it is there.</summary>
    public long? CalmSinceMs { get; init; }

    /// <summary>
    /// Of one that came back soon after an end that people were told: unix milliseconds since when it is back; null: nobody waits to
    /// hear of that.
    /// </summary>
    public long? BackSinceMs { get; init; }

    /// <summary>Who was told of it is to be told again once it is neither hidden nor slept on.</summary>
    public bool IsOwed { get; init; }

    /// <summary>Of a node's own alarm: unix milliseconds until which the node's last word holds; null: it is none.</summary>
    public long? ExpiresMs { get; init; }

    /// <summary>What <see cref="Parent"/> is called.</summary>
    public string? ParentCode => Parent is { } parent ? AlertCode.Of(parent) : null;

    /// <summary>Where: what comes first in every message.</summary>
    public string Place => Zone ?? Node;

    /// <summary>Rule of an alert that is only practised. No rule of a farm is called so.</summary>
    public const string DrillRule = "drill";

    /// <summary>Nothing burns: people practise.</summary>
    public bool IsDrill => Rule == DrillRule;

    /// <summary>Whether it is meant: CAP 1.2, 3.2.1.</summary>
    public CapStatus Status => IsDrill ? CapStatus.Exercise : CapStatus.Actual;
}

internal enum CapStatus
{
    Actual,

    /// <summary>Only for those who practise.</summary>
    Exercise,
}

/// <summary>Where an alert is in its life; the last three are ends.</summary>
internal enum AlertState
{
    Raised,

    /// <summary>A person has seen it.</summary>
    Acknowledged,

    /// <summary>A person does not want to hear of it until a time.</summary>
    Snoozed,

    /// <summary>Another alert explains it: nobody is told of this one meanwhile.</summary>
    Suppressed,

    /// <summary>Ended by itself.</summary>
    Cleared,

    /// <summary>A person says that it never was.</summary>
    False,

    /// <summary>A person says that it is over.</summary>
    Closed,
}

internal enum Severity
{
    Minor,
    Moderate,
    Severe,
    Extreme,
}

internal enum Urgency
{
    /// <summary>Of what is over.</summary>
    Past,
    Future,
    Expected,
    Immediate,
}

internal enum Certainty
{
    /// <summary>Of what a person calls false.</summary>
    Unlikely,
    Possible,
    Likely,
    Observed,
}

/// <summary>The end of an alert.</summary>
internal sealed record AlertClearing(
    long AlertId,
    long EventMs,
    long AtMs,
    double? Value,
    StepReason Reason,
    By? By = null
)
{
    /// <summary>A person's word that there is none, or that it is over, is another end than one by itself.</summary>
    public AlertState State =>
        By is null ? AlertState.Cleared
        : Reason == StepReason.SaidFalse ? AlertState.False
        : AlertState.Closed;
}

/// <summary>An alert that began or ended at another time than was thought, or that came back.</summary>
/// <param name="EndEventMs">Null: it stands.</param>
internal sealed record AlertRevision(Alert Alert, long? EndEventMs, long AtMs, StepReason Reason)
{
    public StepKind Kind => Reason == StepReason.Reopened ? StepKind.BeganAgain : StepKind.Corrected;
}

/// <summary>What people who were told of an alert are still to be told: see <see cref="Alert.BackSinceMs"/>, <see cref="Alert.IsOwed"/>.</summary>
internal sealed record AlertDebt(long AlertId, long? BackSinceMs, bool IsOwed);

/// <summary>An alert that stands, as it is known now.</summary>
internal sealed record AlertUpdate(Alert Alert, long AtMs, StepReason Reason, By? By = null)
{
    public StepKind Kind => Reason is StepReason.LateReading or StepReason.Moved ? StepKind.Corrected : StepKind.Grew;
}

/// <summary>What Vigía itself does with an alert that stands, beside raising and ending it.</summary>
/// <param name="Alert">As it is after that.</param>
/// <param name="IsStep">False: the same again, of one that comes and goes, which its story does not tell each time.</param>
internal sealed record AlertTurn(Alert Alert, long AtMs, StepReason Reason, string? Note = null, bool IsStep = true)
{
    public StepKind Kind => Reason.KindOfTurn();
}

/// <summary>One text to people about one alert. <paramref name="Id"/> is unique for ever.</summary>
internal sealed record Message(
    string Id,
    MessageKind Kind,
    string Text,
    Alert Alert,
    long CreatedMs,
    bool Unpersisted = false
)
{
    public static Message About(Alert alert, MessageKind kind, string text, long nowMs) =>
        new(Guid.CreateVersion7().ToString("N"), kind, text, alert, nowMs);
}

internal enum MessageKind
{
    Raised,

    /// <summary>Told already, and surer or worse than it was.</summary>
    Escalated,
    Cleared,

    /// <summary>As if it were raised; people practise.</summary>
    Drill,
}
