namespace Vigia.Server.Derive.Live;

/// <summary>Whether a soil probe is in the soil: air reads nearly nothing, and a fall within one sample is no drought.</summary>
/// <param name="Before">m³/m³ before it fell; null: it has not.</param>
internal sealed record ProbeMemory(double Value, long Ms, double? Before, long FellMs)
{
    /// <summary>m³/m³: soil is never so dry.</summary>
    public const double Air = 0.02;

    /// <summary>m³/m³ within one sample.</summary>
    public const double Fall = 0.10;

    private const double Back = 0.05;

    /// <summary>Readings further apart say nothing of how fast it fell.</summary>
    private const long LongestSampleMs = 3_600_000;

    /// <summary>So long after a fall the probe is taken to stand where it was put.</summary>
    private const long ForgottenMs = 86_400_000;

    public bool IsOut => Value < Air || Before is not null;

    public static ProbeMemory Hear(ProbeMemory? known, in Measured reading)
    {
        if (known is null)
        {
            return new ProbeMemory(reading.Value, reading.Ms, null, 0);
        }

        var (before, fell) = (known.Before, known.FellMs);
        if (before is { } stood && (reading.Value > stood - Back || reading.Ms - fell > ForgottenMs))
        {
            before = null;
        }

        if (before is null && known.Value - reading.Value > Fall && reading.Ms - known.Ms <= LongestSampleMs)
        {
            (before, fell) = (known.Value, reading.Ms);
        }

        return new ProbeMemory(reading.Value, reading.Ms, before, fell);
    }
}
