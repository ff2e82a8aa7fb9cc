namespace Vigia.Edge.Sensors;

/// <summary>The time that drivers live in.</summary>
/// <param name="World">Time of what is measured: rates are per second of it.</param>
/// <param name="Pause">Lets a chip convert.</param>
internal sealed record SensorTime(TimeProvider World, Pause Pause);
