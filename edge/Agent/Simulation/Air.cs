namespace Vigia.Edge.Simulation;

/// <summary>What surrounds a sensor: °C and %RH.</summary>
internal readonly record struct Air(double Celsius, double Humidity);
