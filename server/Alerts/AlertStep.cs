using System.Collections.Frozen;
using Vigia.Server.Rules;

namespace Vigia.Server.Alerts;

/// <summary>One step of an alert's story.</summary>
/// <param name="State">In which it was after the step; most steps leave it as it was.</param>
/// <param name="Severity">As it was known after the step, with <paramref name="Certainty"/>.</param>
/// <param name="Who">The person, where one did it.</param>
/// <param name="Means">How it was said, where a person did it.</param>
internal sealed record AlertStep(
    long AtMs,
    StepKind Kind,
    StepReason Reason,
    AlertState State,
    Severity Severity,
    Certainty Certainty,
    string? Who = null,
    Means? Means = null,
    string? Note = null
)
{
    /// <summary>The alert as it was known then.</summary>
    public Alert Of(Alert alert) => alert with { State = State, Severity = Severity, Certainty = Certainty };
}

/// <summary>What a step did to the alert, whatever state it left it in.</summary>
internal enum StepKind
{
    Began,

    /// <summary>The same incident again, soon after its end.</summary>
    BeganAgain,

    /// <summary>Worse, surer, larger, or less: what is known of it is other than before.</summary>
    Grew,

    /// <summary>Its times, or what says it, are known better. Nothing happened that people are to be told.</summary>
    Corrected,

    /// <summary>Another alert explains it from here on.</summary>
    Hidden,

    /// <summary>No other explains it any more.</summary>
    Shown,

    /// <summary>A sleep on it ended.</summary>
    Woke,

    /// <summary>It comes and goes too often to be told each time.</summary>
    Flapping,

    /// <summary>A person's word that leaves it standing.</summary>
    Said,
    Ended,
}

/// <summary>Why a step was taken. Stored by name: a name that is here once stays.</summary>
internal enum StepReason
{
    /// <summary>Of an older program, that called it otherwise.</summary>
    Other,

    // Verdicts of rules, by their names.
    WentBeyond,
    StayedBeyond,
    CameBack,
    GuardEnded,
    Suspected,
    Controlled,
    ProbableLocal,
    Probable,
    Confirmed,
    SaidFire,
    SaidOver,
    SaidFalse,
    EvidenceGone,
    NodeLost,
    NodesLost,
    HeardAgain,
    PointLost,
    InTrouble,
    SoundAgain,
    WasAway,

    /// <summary>A late reading says that it never was.</summary>
    Withdrawn,

    /// <summary>Came back soon after its end.</summary>
    Reopened,

    /// <summary>A late reading moved its beginning or end, or says that it is less grave.</summary>
    LateReading,

    /// <summary>Another point says the same from then on.</summary>
    Moved,

    /// <summary>Of one that comes and goes: it was away for long enough.</summary>
    StayedAway,

    /// <summary>The farm file has no such rule any more.</summary>
    RuleRemoved,

    /// <summary>The farm file has its node elsewhere.</summary>
    NodeMoved,

    /// <summary>Another incident of its rule stands at its place.</summary>
    OneIncidentAZone,

    /// <summary>The service was away, and has run again for a while.</summary>
    BackAgain,

    /// <summary>The service was away once more.</summary>
    AwayAgain,

    /// <summary>A node said so by itself.</summary>
    NodeAlarm,

    /// <summary>The node did not say it again within its time of validity.</summary>
    Expired,

    /// <summary>Of an older program: the node said it again, and that was another alert.</summary>
    NewerAlarm,

    /// <summary>Its message was stored before it.</summary>
    Restored,

    /// <summary>Written into a fresh store.</summary>
    StoreReplaced,

    /// <summary>People practise.</summary>
    Drill,

    /// <summary>Another alert explains it.</summary>
    Hidden,

    /// <summary>What explained it is over, or explains it no more.</summary>
    Unhidden,

    /// <summary>The time is up.</summary>
    SnoozeEnded,

    /// <summary>Nobody sleeps on what became worse.</summary>
    WorseThanSnoozed,

    /// <summary>Nobody sleeps where it burns.</summary>
    FireThere,

    /// <summary>Comes and goes too often to be told each time.</summary>
    Flapping,
    Acknowledged,
    Snoozed,
    Note,
    DeclaredFalse,
    ClosedByHand,
}

internal static class StepReasons
{
    private static readonly FrozenDictionary<Verdict, StepReason> OfVerdicts = Enum.GetValues<Verdict>()
        .ToFrozenDictionary(verdict => verdict, verdict => Parse($"{verdict}"));

    /// <summary>Verdicts that raise, change or end an alert are reasons by the same name.</summary>
    public static StepReason Of(Verdict verdict) => OfVerdicts[verdict];

    /// <summary>A reason as it is stored; what an older program called otherwise is <see cref="StepReason.Other"/>.</summary>
    public static StepReason Parse(string name) =>
        Enum.TryParse<StepReason>(name, out var reason) ? reason : StepReason.Other;

    /// <summary>What Vigía itself did with an alert that stands.</summary>
    public static StepKind KindOfTurn(this StepReason reason) =>
        reason switch
        {
            StepReason.Hidden => StepKind.Hidden,
            StepReason.Unhidden => StepKind.Shown,
            StepReason.Flapping => StepKind.Flapping,
            _ => StepKind.Woke,
        };
}
