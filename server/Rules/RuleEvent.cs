using Vigia.Wire;

namespace Vigia.Server.Rules;

/// <summary>What a rule is asked to judge: a reading, or that time has passed.</summary>
internal readonly record struct RuleEvent(RuleEventKind Kind, DateTimeOffset Time, double Value, QartodFlag Flag)
{
    public static RuleEvent Tick { get; } = new(RuleEventKind.Tick, default, 0, QartodFlag.Pass);

    public static RuleEvent Reading(DateTimeOffset time, double value, QartodFlag flag = QartodFlag.Pass) =>
        new(RuleEventKind.Reading, time, value, flag);
}

internal enum RuleEventKind
{
    Reading,
    Tick,
}

/// <summary>What a rule says of an event, and why. The names go into metrics and the alert's trail.</summary>
internal enum Verdict
{
    NotAbove,
    NotYetLongEnough,

    /// <summary>Raises: above for long enough, by readings.</summary>
    RoseAbove,

    /// <summary>Raises: no newer reading since it rose, for long enough.</summary>
    StayedAbove,

    /// <summary>Above, but the reading is history: the state moves, nobody is told.</summary>
    TooLateToRaise,
    StillRaised,

    /// <summary>Clears.</summary>
    FellBelowClear,

    /// <summary>Not newer than the last reading judged of its series.</summary>
    Late,

    /// <summary>Flagged as failed or missing by the node.</summary>
    BadQuality,
    NothingPending,
}

internal static class VerdictMeaning
{
    public static bool Raises(this Verdict verdict) => verdict is Verdict.RoseAbove or Verdict.StayedAbove;

    public static bool Clears(this Verdict verdict) => verdict is Verdict.FellBelowClear;
}
