using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Scenarios;

namespace Vigia.Edge.Simulation.Places;

/// <summary>A mast in the savanna with a thermometer in the air, one on the mast, a gas sensor and an eye for flames.</summary>
internal sealed class FirePost(string zone, int seed, Air beginning) : IPlace
{
    private const double SmokeAtItsWorst = 4.5;

    // °C above the air while the grass burns below the mast.
    private const double AirHeat = 34;
    private const double MastHeat = 42;

    private double heat;
    private double smoke;

    public string Zone => zone;

    public Air Air { get; private set; } = beginning;

    public double MastCelsius { get; private set; } = beginning.Celsius;

    /// <summary>Gas, as a share of the sensor's own clean-air voltage.</summary>
    public double Smoke => 1 + smoke;

    public bool SeesFlame { get; private set; }

    public void Step(in Surroundings now)
    {
        var fire = now.Events.SecondsOf(Happening.GrassFire, zone) is { } since ? GrassFire.At(since) : default;
        var outside = now.Outside.Air;
        heat = heat.Toward(fire.Heat, 20);
        smoke = smoke.Toward(fire.Smoke * SmokeAtItsWorst, 15);
        SeesFlame = fire.Heat > 0.5;
        var shelter = 0.4 * Dice.Throw(seed, 0);
        Air = Vapour.AirOf(outside.Celsius + shelter + (AirHeat * heat), Vapour.Pressure(outside));
        MastCelsius = MastCelsius.Toward(outside.Celsius + (1.5 * now.Outside.Sunshine) + (MastHeat * heat), 25);
    }
}

/// <summary>A front of burning grass that comes, passes below a mast and leaves embers: shares of its worst.</summary>
internal readonly record struct GrassFire(double Smoke, double Heat)
{
    // The smoke is there a minute before the heat; the front needs three, the embers twenty.
    private const double SmokeLead = 60;
    private const double Rises = 180;
    private const double Stays = 600;
    private const double Fades = 1200;

    public static GrassFire At(double seconds) => new(Share(seconds), Share(seconds - SmokeLead));

    private static double Share(double seconds) =>
        seconds < 0 ? 0
        : seconds < Rises ? seconds / Rises
        : seconds < Rises + Stays ? 1
        : Math.Exp((Rises + Stays - seconds) / Fades);
}
