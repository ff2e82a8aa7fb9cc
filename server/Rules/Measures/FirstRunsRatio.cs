namespace Vigia.Server.Rules;

/// <summary>
/// Ratio to the median of the first good runs of the machine that the condition's <c>while</c> names: what it drew when it was
/// new. Readings beyond the limit are not learned; once all runs are known nothing is. A rule that is written anew learns anew.
/// </summary>
internal sealed record FirstRunsRatio(int Runs) : Measure
{
    public override bool NeedsRun => true;

    public override string UnitOf(string unit) => "/";

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        if (beside.RunSince is not { } since || e.Time < since)
        {
            return new(state.Memory, Value: null);
        }

        // The last reading of a run is never learned: the machine may have stopped between it and its switch.
        var began = since.ToUnixTimeMilliseconds();
        var before = state.Memory as FirstRuns;
        var known = before?.Known;
        if (
            before is { Last: var last }
            && last.Ms >= began
            && (known is null || (known.Full.Length < Runs && state.Phase == SeriesPhase.Within))
        )
        {
            known = Baseline.Add(known, began, last.Value, long.MinValue, Runs);
        }

        return new(new FirstRuns(known, Sample.Of(e)), Ratio.Of(e.Value, known?.Median()));
    }
}

/// <param name="Last">The newest reading of a run: learned once another follows it.</param>
internal sealed record FirstRuns(Baseline? Known, Sample Last) : MeasureMemory;
