namespace Vigia.Edge.Simulation.Nature;

/// <summary>The open air at one instant.</summary>
/// <param name="Wind">m/s at the mast.</param>
/// <param name="Rain">mm an hour.</param>
/// <param name="Sunshine">Of the brightest noon: 0 to 1.</param>
internal readonly record struct Outside(Air Air, double Wind, double Rain, double Sunshine);

/// <summary>The same instant always gives the same weather.</summary>
internal interface IWeather
{
    Outside At(DateTimeOffset time);
}
