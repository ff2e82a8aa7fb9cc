namespace Vigia.Server.Rules;

/// <summary>Hours that something was on within a window. What it did in a gap nobody knows: it is not counted.</summary>
internal sealed record HoursOnMeasure(TimeSpan Over) : Measure
{
    /// <summary>Readings further apart say nothing of what was between them.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(15);

    public override string UnitOf(string unit) => "h";

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var now = Sample.Of(e);
        var before = state.Memory as Switched;
        var hours = 0.0;
        if (before is { Last: var last } && Limit.On.IsBeyond(last.Value))
        {
            var gap = TimeSpan.FromMilliseconds(now.Ms - last.Ms);
            hours = gap <= LongestGap ? gap.TotalHours : 0;
        }

        var buckets = Buckets.Add(before?.Buckets, e.Time, hours, Over);
        return new(new Switched(buckets, now), buckets.Sum);
    }
}
