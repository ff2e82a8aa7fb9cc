namespace Vigia.Server.Rules;

/// <summary>
/// So many of the last readings have to be beyond: judged is the value that so many of them are at or past. One wrong reading
/// among three neither begins nor ends anything.
/// </summary>
/// <param name="Readings">2 to <see cref="Most"/>.</param>
/// <param name="Beyond">Of these, 1 to all.</param>
internal sealed record OfLastMeasure(int Readings, int Beyond, LimitSide Side) : Measure
{
    public const int Most = 20;

    public override bool IsOfOwnScale => true;

    public override Taken Take(SeriesState state, in RuleEvent e, in Beside beside)
    {
        var window = ((state.Memory as Recent)?.Window ?? default).Add(Sample.Of(e), long.MinValue, Readings);
        return new(new Recent(window), Judged(window.Samples));
    }

    private double? Judged(ReadOnlySpan<Sample> samples)
    {
        if (samples.Length < Beyond)
        {
            return null;
        }

        Span<double> values = stackalloc double[samples.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            values[i] = samples[i].Value;
        }

        values.Sort();
        return Side == LimitSide.Above ? values[^Beyond] : values[Beyond - 1];
    }
}
