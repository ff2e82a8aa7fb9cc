namespace Vigia.Server.Rules;

/// <summary>How fast something changes: least squares over a window, which one wrong reading bends little.</summary>
internal static class Slope
{
    /// <summary>Fewer readings give no rate.</summary>
    public const int FewestSamples = 4;

    /// <summary>Readings of a window; beyond it the oldest go, and the window is shorter.</summary>
    public const int MostSamples = 240;

    /// <summary>A minute, of the samples' own unit; null where they are too few, or span less than half of the window.</summary>
    public static double? PerMinute(IReadOnlyList<Sample> samples, TimeSpan window)
    {
        if (samples.Count < FewestSamples || samples[^1].Ms - samples[0].Ms < window.TotalMilliseconds / 2)
        {
            return null;
        }

        var first = samples[0].Ms;
        var meanTime = samples.Average(sample => Minutes(sample.Ms - first));
        var meanValue = samples.Average(sample => sample.Value);
        var together = 0.0;
        var spread = 0.0;
        foreach (var sample in samples)
        {
            var time = Minutes(sample.Ms - first) - meanTime;
            together += time * (sample.Value - meanValue);
            spread += time * time;
        }

        return together / spread;
    }

    public static IReadOnlyList<Sample> Add(IReadOnlyList<Sample> samples, Sample sample, TimeSpan window)
    {
        var oldest = sample.Ms - (long)window.TotalMilliseconds;
        return [.. samples.Where(known => known.Ms >= oldest).TakeLast(MostSamples - 1), sample];
    }

    private static double Minutes(long ms) => ms / 60_000.0;
}
