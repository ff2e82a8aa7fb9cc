namespace Vigia.Server.Rules;

/// <summary>
/// A step from one reading to the next, as a probe makes that is pulled out of the soil. It lasts until the value is back near
/// where it was, or until <see cref="Forgotten"/>.
/// </summary>
/// <param name="Within">Readings further apart make no step.</param>
/// <param name="Limit">Of the step, with its sign: below -0.10 is a fall.</param>
internal sealed record StepMeasure(TimeSpan Within, Limit Limit) : Measure
{
    public static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var before = state.Memory as SeenStep;
        var anchor = before?.From;
        if (anchor is { } known && (Limit.IsBack(e.Value - known.Value) || e.Time - At(known) > Forgotten))
        {
            anchor = null;
        }

        if (
            anchor is null
            && before is { Last: var last }
            && e.Time - At(last) <= Within
            && Limit.IsBeyond(e.Value - last.Value)
        )
        {
            anchor = last;
        }

        return new(new SeenStep(Sample.Of(e), anchor), anchor is { } from ? e.Value - from.Value : 0);
    }

    private static DateTimeOffset At(Sample sample) => DateTimeOffset.FromUnixTimeMilliseconds(sample.Ms);
}

/// <param name="From">The reading that the step which lasts began at; null: none does.</param>
internal sealed record SeenStep(Sample Last, Sample? From) : MeasureMemory;
