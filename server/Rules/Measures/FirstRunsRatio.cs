namespace Vigia.Server.Rules;

/// <summary>
/// Ratio to the median of the first good runs of the machine that the condition's <c>while</c> names: what it drew when it was
/// new. Readings beyond the limit are not learned; once all runs are known nothing is. A rule that is written anew learns anew.
/// </summary>
internal sealed record FirstRunsRatio(int Runs) : Measure
{
    public override bool NeedsRun => true;

    public override string UnitOf(string unit) => "/";

    public override (SeriesState, double?) Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        if (beside.RunSince is not { } since || e.Time < since)
        {
            return (state, null);
        }

        // The last reading of a run is never learned: the machine may have stopped between it and its switch.
        var began = since.ToUnixTimeMilliseconds();
        var known = state.Baseline;
        if (
            state.Window.Samples is [.., var last]
            && last.Ms >= began
            && (known is null || (known.Full.Length < Runs && state.Phase == SeriesPhase.Within))
        )
        {
            known = Baseline.Add(known, began, last.Value, long.MinValue, Runs);
        }

        var sample = new Sample(e.Time.ToUnixTimeMilliseconds(), e.Value);
        var window = state.Window.Add(sample, long.MinValue, most: 1);
        return (state with { Baseline = known, Window = window }, Ratio.Of(e.Value, known?.Median()));
    }
}
