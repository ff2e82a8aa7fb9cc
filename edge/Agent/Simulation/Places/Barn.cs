using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Scenarios;

namespace Vigia.Edge.Simulation.Places;

/// <summary>
/// 300 pigs in a closed barn: their heat, breath and dung against one fan, which draws through a wet pad on hot days. Without the
/// fan it warms by 0.6 to 1 °C a minute.
/// </summary>
internal sealed class Barn(Air beginning) : IPlace
{
    public const string Zone = "porqueriza";

    private const double SecondsAMinute = 60;
    private const double PigHeat = 0.85; // °C/min, of 300 pigs of 60 kg in the air and walls of the barn
    private const double FanPower = 0.3; // share of the air's warmth carried away a minute at full speed
    private const double Walls = 0.008; // the same through walls and roof
    private const double Pad = 0.75; // of the way to the wet bulb
    private const double PadBegins = 27;

    // Full speed at its end; pigs are kept at 28 to 31 °C.
    private const double FanBegins = 27.6;
    private const double FanBand = 2.4;
    private const double LeastFan = 0.05;

    // In the cold lamps keep the pigs warm, so that the fan need not choose between warmth and air.
    private const double LampsEnd = 28;
    private const double LampHeat = 0.8; // °C/min at most
    private const double StaleAir = 3000; // ppm
    private const double StaleBand = 4000;

    private const double OpenAirCo2 = 420;
    private const double PigBreath = 115; // ppm a minute

    public Air Air { get; private set; } = Vapour.AirOf(28.6, Vapour.Pressure(beginning));

    /// <summary>ppm.</summary>
    public double Co2 { get; private set; } = 1100;

    /// <summary>What the gas sensor says, as a share of its own clean-air voltage.</summary>
    public double Ammonia => 1 + ((Co2 - OpenAirCo2) / 4000);

    public bool FanIsRunning { get; private set; } = true;

    public bool HasMains { get; private set; } = true;

    public void Step(in Surroundings now)
    {
        HasMains = !now.Events.Has(Happening.MainsLost);

        // Without mains the generator takes over: the fan runs on.
        FanIsRunning = !now.Events.Has(Happening.FanStopped);
        var speed = FanIsRunning ? FanSpeed() : 0;
        var outside = now.Outside.Air;
        var supply = Supply(outside);

        // Pigs that are as hot as their air give their warmth to breath, not to the air.
        var pigs = PigHeat * Math.Clamp((46 - Air.Celsius) / 12, 0, 1);
        var lamps = LampHeat * Math.Clamp(LampsEnd - Air.Celsius, 0, 1);
        var change =
            pigs
            + lamps
            - (FanPower * speed * (Air.Celsius - supply.Celsius))
            - (Walls * (Air.Celsius - outside.Celsius));
        var water = Vapour.Pressure(Air);
        var waterChange = (FanPower * speed * (Vapour.Pressure(supply) - water)) + 0.04;
        Air = Vapour.AirOf(Air.Celsius + (change / SecondsAMinute), water + (waterChange / SecondsAMinute));
        var air = (FanPower * speed) + 0.002;
        Co2 += (PigBreath - (air * (Co2 - OpenAirCo2))) / SecondsAMinute;
    }

    private double FanSpeed()
    {
        var warm = (Air.Celsius - FanBegins) / FanBand;
        var stale = (Co2 - StaleAir) / StaleBand;
        return Math.Clamp(Math.Max(warm, stale), LeastFan, 1);
    }

    private static Air Supply(Air outside)
    {
        var pad = Pad * Math.Clamp((outside.Celsius - PadBegins) / 3, 0, 1);
        var celsius = outside.Celsius - (pad * (outside.Celsius - Vapour.WetBulb(outside)));

        // What cools by a wet pad takes up as much water: 0.066 kPa for each °C (FAO-56, equation 8, at sea level).
        return Vapour.AirOf(celsius, Vapour.Pressure(outside) + (0.066 * (outside.Celsius - celsius)));
    }
}
