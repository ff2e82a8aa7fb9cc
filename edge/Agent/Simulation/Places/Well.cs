using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Scenarios;

namespace Vigia.Edge.Simulation.Places;

/// <summary>A well pump that fills the farm's tank when it is low, as long as there is mains and water in the well.</summary>
/// <param name="wantsWater">The tank begins so low that the pump starts at once.</param>
internal sealed class Well(bool wantsWater) : IPlace
{
    private const double TankLitres = 10_000;
    private const double Flow = 0.75; // l/s: what a turbine of one inch likes, 45 l/min
    private const double Amperes = 8.2;
    private const double InrushAmperes = 3 * Amperes;

    // A pump that runs dry has little to push: 0.5 to 0.7 of its current.
    private const double DryShare = 0.55;

    private const double StartsBelow = 0.55;
    private const double StopsAbove = 0.9;
    private const double AnimalsDrink = 300 * 8.0 / 86_400; // l/s: 300 pigs, 8 l a day each

    private double water = wantsWater ? StartsBelow - 0.01 : 0.68;
    private double seconds;
    private Meter volume;

    public bool IsRunning { get; private set; }

    /// <summary>l/s.</summary>
    public double WaterFlow { get; private set; }

    /// <summary>Litres since the beginning.</summary>
    public Meter Volume => volume;

    public double Current { get; private set; }

    /// <summary>0 to 1.</summary>
    public double Tank => water;

    public double MotorCelsius { get; private set; } = double.NaN;

    /// <summary>What the drip lines draw, l/s.</summary>
    public double Irrigation { get; set; }

    public bool HasMains { get; private set; } = true;

    public void Step(in Surroundings now)
    {
        var isDry = now.Events.Has(Happening.WellDry);
        HasMains = !now.Events.Has(Happening.MainsLost);
        var wasRunning = IsRunning;
        IsRunning = HasMains && water < (IsRunning ? StopsAbove : StartsBelow);
        seconds = wasRunning && IsRunning ? seconds + 1 : 0;

        WaterFlow = WaterFlow.Toward(IsRunning && !isDry ? Flow : 0, isDry ? 4 : 2);
        WaterFlow = WaterFlow < 0.002 ? 0 : WaterFlow;
        volume.Add(WaterFlow);
        Current =
            !IsRunning ? 0
            : seconds < 1 ? InrushAmperes
            : Amperes * (DryShare + ((1 - DryShare) * WaterFlow / Flow));
        water = Math.Clamp(water + ((WaterFlow - Irrigation - AnimalsDrink) / TankLitres), 0, 1);

        var outside = now.Outside.Air.Celsius;
        var warm = outside + 2 + (IsRunning ? 28 : 0) + (IsRunning && isDry ? 35 : 0);
        MotorCelsius = double.IsNaN(MotorCelsius) ? outside + 2 : MotorCelsius.Toward(warm, 1800);
    }
}
