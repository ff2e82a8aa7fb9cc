using Vigia.Server.Alerts;
using Vigia.Wire;

namespace Vigia.Server.Rules;

/// <summary>
/// Raised when a value stays above a limit, cleared when it falls below a lower one. Pure: no clock, no store.
/// </summary>
/// <param name="Node">Null: the point of this name on every node.</param>
/// <param name="Above">In the unit the quantity is stored in.</param>
/// <param name="For">How long it has to stay above.</param>
/// <param name="Lateness">A reading that came later than this raises nothing; it only moves the state.</param>
internal sealed record ThresholdRule(
    string Name,
    string Point,
    string? Node,
    double Above,
    double Clear,
    TimeSpan For,
    Severity Severity,
    TimeSpan Lateness
)
{
    /// <param name="now">Of a reading: its arrival. Of a tick: the time it ticks.</param>
    public (ThresholdState State, Verdict Verdict) Judge(ThresholdState state, RuleEvent e, DateTimeOffset now)
    {
        if (e.Kind == RuleEventKind.Tick)
        {
            return JudgeTick(state, now);
        }

        if (e.Flag is QartodFlag.Fail or QartodFlag.Missing)
        {
            return (state, Verdict.BadQuality);
        }

        if (e.Time <= state.Last)
        {
            return (state, Verdict.Late);
        }

        return JudgeReading(state with { Last = e.Time, Value = e.Value }, now);
    }

    private (ThresholdState, Verdict) JudgeReading(ThresholdState state, DateTimeOffset now)
    {
        if (state.Phase == ThresholdPhase.Raised)
        {
            return state.Value < Clear ? (state.Below(), Verdict.FellBelowClear) : (state, Verdict.StillRaised);
        }

        if (state.Value <= Above)
        {
            return (state.Below(), Verdict.NotAbove);
        }

        var risen = state.Phase == ThresholdPhase.Above ? state : state.RisenAt(state.Last);
        if (state.Last - risen.Since < For)
        {
            return (risen, Verdict.NotYetLongEnough);
        }

        return IsFresh(state.Last, now) ? (risen.Raised(), Verdict.RoseAbove) : (risen, Verdict.TooLateToRaise);
    }

    // The last value holds until the next one comes; of a series that fell silent nothing is known.
    private (ThresholdState, Verdict) JudgeTick(ThresholdState state, DateTimeOffset now)
    {
        if (state.Phase != ThresholdPhase.Above)
        {
            return (state, Verdict.NothingPending);
        }

        if (now - state.Since < For)
        {
            return (state, Verdict.NotYetLongEnough);
        }

        return IsFresh(state.Last, now) ? (state.Raised(), Verdict.StayedAbove) : (state, Verdict.TooLateToRaise);
    }

    private bool IsFresh(DateTimeOffset reading, DateTimeOffset now) => now - reading <= Lateness;
}
