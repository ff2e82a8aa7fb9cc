namespace Vigia.Server.Rules;

/// <summary>How fast something changes: least squares over a window, which one wrong reading bends little.</summary>
internal static class Slope
{
    /// <summary>Fewer readings give no rate.</summary>
    public const int FewestSamples = 4;

    /// <summary>Readings of a window; beyond it the oldest go, and the window is shorter.</summary>
    public const int MostSamples = 240;

    /// <summary>A minute, of the samples' own unit; null where they are too few, or span less than half of the window.</summary>
    public static double? PerMinute(ReadOnlySpan<Sample> samples, TimeSpan window)
    {
        if (samples.Length < FewestSamples || samples[^1].Ms - samples[0].Ms < window.TotalMilliseconds / 2)
        {
            return null;
        }

        // From the first sample on: small numbers, of which nothing is lost in the sums.
        var first = samples[0];
        var (times, values, together, squares) = (0.0, 0.0, 0.0, 0.0);
        foreach (var sample in samples)
        {
            var time = (sample.Ms - first.Ms) / 60_000.0;
            var value = sample.Value - first.Value;
            times += time;
            values += value;
            together += time * value;
            squares += time * time;
        }

        return ((samples.Length * together) - (times * values)) / ((samples.Length * squares) - (times * times));
    }

    public static SampleWindow Add(SampleWindow window, Sample sample, TimeSpan over) =>
        window.Add(sample, sample.Ms - (long)over.TotalMilliseconds, MostSamples);
}
