using Vigia.Edge.Sensors;

namespace Vigia.Edge.Simulation.Chips;

/// <summary>A turbine, a cup wheel or a tipping bucket: so many pulses for each litre, metre or millimetre that passed.</summary>
internal sealed class SimulatedPulses(double pulsesPerUnit, Func<double> passed) : IPulseLine
{
    private readonly long before = Pulses(passed(), pulsesPerUnit);

    public long Count() => Pulses(passed(), pulsesPerUnit) - before;

    public void Dispose() { }

    // What is just short of a pulse for the sake of a rounded sum is one.
    private static long Pulses(double passed, double pulsesPerUnit) =>
        (long)Math.Floor((passed * pulsesPerUnit) + 1e-6);
}

/// <summary>A contact.</summary>
internal sealed class SimulatedInput(Func<double> state) : IInputLine
{
    public bool IsActive() => state() > 0.5;

    public void Dispose() { }
}
