namespace Vigia.Server.Rules;

/// <summary>
/// How much it rises over a window of 10 minutes to 14 days: the least-squares slope of the window's means, times its length,
/// in the point's own unit. Day and night, which rise and fall, leave it alone.
/// </summary>
internal sealed record TrendMeasure(TimeSpan Over) : Measure
{
    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var means = WindowMeans.Add(state.Memory as WindowMeans, e.Time, e.Value, Over);
        return new(means, means.Rise);
    }
}
