using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>What a rule decided: its state from now on, why, and what has to be done about it.</summary>
/// <param name="Finding">What an alert has to say; null where nobody is concerned.</param>
internal readonly record struct Ruling(
    PlaceState State,
    Verdict Verdict,
    Change Change = Change.None,
    Finding? Finding = null
);

internal enum Change
{
    None,
    Raise,

    /// <summary>The incident that stands is worse, or surer, than it was.</summary>
    Grow,

    /// <summary>The same incident, said by another point from now on: the one before is back, or not heard.</summary>
    Move,
    Clear,
}

/// <summary>What speaks for an incident, or for its end.</summary>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Time">Of the reading or of the tick that decided.</param>
/// <param name="Seen">Words with a comma between, for the texts.</param>
/// <param name="IsTold">False: shown on the page, sent to nobody.</param>
internal sealed record Finding(
    string Node,
    string Point,
    double Value,
    double Limit,
    string Unit,
    DateTimeOffset Time,
    Weight Weight,
    string Seen = "",
    bool IsTold = true
)
{
    /// <summary>The person whose word decided; null: no person's did.</summary>
    public By? By { get; init; }

    /// <summary>What an alert of the store says.</summary>
    public static Finding Of(Alert alert) =>
        new(
            alert.Node,
            alert.Point,
            alert.Value,
            alert.Limit,
            alert.Unit,
            DateTimeOffset.FromUnixTimeMilliseconds(alert.RaisedEventMs),
            new Weight(alert.Severity, alert.Urgency, alert.Certainty),
            alert.Seen
        );

    /// <summary>The alert says how grave and sure it is, and where; its numbers may be a moment older.</summary>
    public bool IsSaidBy(Alert alert) =>
        Of(alert) is var said && said.Weight == Weight && said.Node == Node && said.Point == Point;
}

/// <summary>The three scales of the Common Alerting Protocol 1.2.</summary>
internal sealed record Weight(Severity Severity, Urgency Urgency, Certainty Certainty)
{
    public static Weight Observed(Severity severity) =>
        new(severity, severity >= Severity.Severe ? Urgency.Immediate : Urgency.Expected, Certainty.Observed);
}

/// <summary>What a rule may know of the farm beside its own state.</summary>
/// <param name="IsLost">A node that is not heard: its points are hidden, and neither raise nor clear.</param>
internal sealed record Surroundings(Lateness Lateness, Func<string, bool> IsLost)
{
    public static Surroundings Nothing { get; } = new(Lateness.Of(speed: 1), _ => false);

    /// <summary>Of a fire: what is known beside the zone's own chips.</summary>
    public FireAround Fire { get; init; }

    /// <summary>The farm's clock, for hours and seasons.</summary>
    public TimeSpan UtcOffset { get; init; }

    /// <summary>A node somebody works on, or whose zone is: its points are judged, but raise nothing.</summary>
    public Func<string, bool> IsUnderMaintenance { get; init; } = _ => false;

    public bool IsHidden(string node) => IsLost(node) || IsUnderMaintenance(node);
}
