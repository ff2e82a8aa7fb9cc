namespace Vigia.Edge.Simulation.Nature;

/// <summary>One hourly observation.</summary>
/// <param name="Time">The station's own clock.</param>
/// <param name="Wind">m/s; null where nobody observed it.</param>
/// <param name="Rain">mm in the hour that ends at <paramref name="Time"/>.</param>
internal sealed record WeatherRow(DateTime Time, Air Air, double? Wind, double Rain);

/// <summary>Observations in the order of their time.</summary>
internal sealed record WeatherRows(IReadOnlyList<WeatherRow> Rows);
