namespace Vigia.Server.Rules;

/// <summary>Hours that something was on within a window. What it did in a gap nobody knows: it is not counted.</summary>
internal sealed record HoursOnMeasure(TimeSpan Over) : Measure
{
    /// <summary>Readings further apart say nothing of what was between them.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(15);

    public override string UnitOf(string unit) => "h";

    public override (SeriesState, double?) Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var now = e.Time.ToUnixTimeMilliseconds();
        var hours = 0.0;
        if (state.Window.Samples is [.., var last] && Limit.On.IsBeyond(last.Value))
        {
            var gap = TimeSpan.FromMilliseconds(now - last.Ms);
            hours = gap <= LongestGap ? gap.TotalHours : 0;
        }

        var buckets = Buckets.Add(state.Buckets, e.Time, hours, Over);
        var window = state.Window.Add(new Sample(now, e.Value), long.MinValue, most: 1);
        return (state with { Buckets = buckets, Window = window }, buckets.Sum);
    }
}
