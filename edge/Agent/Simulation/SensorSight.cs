using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation.Chips;
using Vigia.Edge.Simulation.Electronics;

namespace Vigia.Edge.Simulation;

/// <summary>What one sensor sees of the farm, through its own flaws.</summary>
internal sealed class SensorSight(SensorLine line, NodePlace place, FarmWorld world, SensorFlaws flaws)
{
    public Air Air() => Flawed(world.See((farm, _) => place.AirIn(farm)));

    public Breath Breath()
    {
        var (co2, air) = world.See((farm, _) => place.BreathIn(farm));
        return new Breath(flaws.On(co2, "co2", world.Now), Flawed(air));
    }

    public double Celsius() => flaws.On(Celsius(line.Points[0].Name), "temperature", world.Now);

    /// <summary>At an input of an analog-digital converter, through the calibration of its point turned round.</summary>
    public double Volts(int input)
    {
        if (line.Settings is not AnalogSettings analog)
        {
            return 0;
        }

        for (var i = 0; i < analog.Inputs.Count; i++)
        {
            if (analog.Inputs[i].Input == input)
            {
                var volts = analog.Inputs[i].Calibration.VoltsAt(Value(line.Points[i]));
                return flaws.On(volts, "volts", world.Now, input);
            }
        }

        return 0;
    }

    /// <summary>Of a contact: 1 or 0.</summary>
    public double State() => line.Points[0].Name is { } point ? At(point) ?? 0 : 0;

    /// <summary>Litres, millimetres of rain or metres of wind that passed since the world began.</summary>
    public double Passed() =>
        line.Points.Select(p => p.Name is { } point ? At(point) : null).FirstOrDefault(v => v is not null) ?? 0;

    public void Disturb(Span<byte> answer) => flaws.Disturb(answer, world.Now);

    private double Value(PointLine point) =>
        point.Name is not { } name ? 0
        : point.Output.Unit == "Cel" ? Celsius(name)
        : At(name) ?? 0;

    // A thermometer that no place knows hangs in the air.
    private double Celsius(string? point) =>
        world.Heat
        ?? world.See(
            (farm, share) => (point is null ? null : place.At(point, farm, share)) ?? place.AirIn(farm).Celsius
        );

    private double? At(string point) => world.See((farm, share) => place.At(point, farm, share));

    private Air Flawed(Air air)
    {
        var now = world.Now;
        return new Air(
            flaws.On(world.Heat ?? air.Celsius, "temperature", now),
            Math.Clamp(flaws.On(air.Humidity, "humidity", now, 1), 0, 100)
        );
    }
}
