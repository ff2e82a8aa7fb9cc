using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Scenarios;

namespace Vigia.Edge.Simulation.Places;

/// <summary>
/// Loam in the beds of one greenhouse, felt by three probes, m³/m³. It dries as the plants drink and is filled again by drip lines
/// behind one valve.
/// </summary>
internal sealed class GreenhouseSoil : IPlace
{
    public const int Probes = 3;

    // FAO-56, table 19: loam.
    private const double FieldCapacity = 0.25;
    private const double WiltingPoint = 0.12;

    private const double RootDepth = 250; // mm: beds, not open field
    private const double Thirst = 0.55; // mm/h at full sun: 0.6 of what the sun could evaporate at most
    private const double Drip = 4; // mm/h
    private const double Opens = 0.226;
    private const double Closes = 0.242;
    private const double SecondsAnHour = 3600;

    // A drought hurries nature: the hottest noon of the dry season four times over, day and night.
    private const double DroughtThirst = 3;

    private readonly string zone;
    private readonly double[] moisture = new double[Probes];
    private readonly double[] thirst = new double[Probes];
    private bool droughtBegan;

    public GreenhouseSoil(string zone, int seed)
    {
        this.zone = zone;
        for (var probe = 0; probe < Probes; probe++)
        {
            moisture[probe] = 0.235 + (0.003 * Dice.Throw(seed, probe));
            thirst[probe] = 1 + (0.06 * Dice.Throw(seed, Probes + probe));
        }
    }

    public bool ValveIsOpen { get; private set; }

    /// <summary>What the drip lines take, l/s: 300 m² of beds.</summary>
    public double WaterUse => ValveIsOpen ? Drip * 300 / SecondsAnHour : 0;

    /// <param name="probe">From 0.</param>
    public double At(int probe) => moisture[probe];

    public void Step(in Surroundings now)
    {
        var isDrought = now.Events.Has(Happening.Drought, zone);
        if (isDrought && !droughtBegan)
        {
            BeginDrought();
        }

        ValveIsOpen = !isDrought && Wanted();
        for (var probe = 0; probe < Probes; probe++)
        {
            var drunk = (Thirst * now.Outside.Sunshine) + (isDrought ? DroughtThirst : 0);
            var millimetres = (ValveIsOpen ? Drip : 0) - (drunk * thirst[probe]);
            var next = moisture[probe] + (millimetres / RootDepth / SecondsAnHour);
            moisture[probe] = Math.Clamp(next, WiltingPoint, FieldCapacity);
        }
    }

    // It begins on the day when the beds are just above the irrigation trigger, 0.198.
    private void BeginDrought()
    {
        droughtBegan = true;
        for (var probe = 0; probe < Probes; probe++)
        {
            moisture[probe] = Math.Min(moisture[probe], 0.2 + (0.0005 * probe));
        }
    }

    private bool Wanted() => moisture.Average() < (ValveIsOpen ? Closes : Opens);
}
