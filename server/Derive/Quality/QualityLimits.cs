using Vigia.Wire;

namespace Vigia.Server.Derive.Quality;

/// <summary>From–to, both ends good.</summary>
internal readonly record struct ValueRange(double Low, double High)
{
    public bool Holds(double value) => value >= Low && value <= High;
}

/// <param name="Suspect">Distance from the middle of the neighbours, in the quantity's unit.</param>
internal sealed record SpikeLimits(double Suspect, double Fail);

/// <param name="Tolerance">What moves less than this stands still, in the quantity's unit.</param>
internal sealed record FlatLineLimits(double Tolerance, TimeSpan Suspect, TimeSpan Fail);

/// <summary>The limits of QARTOD's tests for one quantity; a test whose limits are null is not run.</summary>
/// <param name="Fail">Beyond it is failed: what the sensor can't measure.</param>
/// <param name="Suspect">Beyond it is suspect: what hardly happens here.</param>
/// <param name="RatePerMinute">The most it changes in a minute.</param>
internal sealed record QualityLimits(
    ValueRange? Fail = null,
    ValueRange? Suspect = null,
    SpikeLimits? Spike = null,
    double? RatePerMinute = null,
    FlatLineLimits? FlatLine = null
)
{
    public bool HasRange => Fail is not null || Suspect is not null;

    /// <summary>
    /// Defaults, all to be overridden: variances of Zahumensky (WMO, 2004), ranges of the sensors and of a hot lowland.
    /// A standing wind or full humidity is flat by nature, and soil may be for days: no flat-line test there.
    /// </summary>
    private static readonly Dictionary<string, QualityLimits> Defaults = new()
    {
        ["temperature"] = new(new(-40, 85), new(5, 50), RatePerMinute: 3, FlatLine: Flat(0.05, 2, 6)),
        ["humidity"] = new(new(0, 104), new(5, 104), RatePerMinute: 10, FlatLine: Flat(0.3, 4, 12)),
        ["air_pressure"] = new(new(800, 1100), new(930, 1040), RatePerMinute: 0.5, FlatLine: Flat(0.1, 2, 6)),
        ["soil_moisture"] = new(new(0, 0.65), new(0.02, 0.55), RatePerMinute: 0.1),
        ["co2"] = new(new(300, 40_000), new(380, 10_000), RatePerMinute: 500, FlatLine: Flat(1, 2, 6)),
        ["wind_speed"] = new(new(0, 75), new(0, 35), RatePerMinute: 20),
        ["rain"] = new(new(0, 10), new(0, 5)),
        ["level"] = new(new(-0.05, 1.05), new(0, 1), RatePerMinute: 0.1),
    };

    // The reference data and FAO's tables call them so.
    private static readonly Dictionary<string, string> OtherNames = new()
    {
        ["temp"] = "temperature",
        ["rh"] = "humidity",
        ["prec"] = "rain",
    };

    public static IReadOnlyCollection<string> Known => Defaults.Keys;

    /// <summary>Those of a point or column: <c>temperature-2</c> is a temperature. Empty where nothing is known of it.</summary>
    public static QualityLimits Of(string column) =>
        Defaults.GetValueOrDefault(OtherNames.GetValueOrDefault(column) ?? Quantity.Of(column, null).Name) ?? new();

    private static FlatLineLimits Flat(double tolerance, int suspectHours, int failHours) =>
        new(tolerance, TimeSpan.FromHours(suspectHours), TimeSpan.FromHours(failHours));
}
