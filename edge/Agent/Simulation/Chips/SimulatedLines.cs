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

/// <summary>A relay. Its changes are written down as <c>UNIXMS NODE LINE 0|1</c>, each before anybody is told that it is done.</summary>
internal sealed class SimulatedOutput : IOutputLine
{
    private static readonly Lock Writing = new();

    private readonly string? file;
    private readonly string name;
    private bool isActive = true;
    private bool isGone;

    public SimulatedOutput(string? file, string name)
    {
        (this.file, this.name) = (file, name);
        Set(false);
    }

    public void Set(bool active)
    {
        if (file is null || active == isActive || isGone)
        {
            return;
        }

        isActive = active;
        lock (Writing)
        {
            File.AppendAllText(file, $"{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()} {name} {(active ? 1 : 0)}\n");
        }
    }

    public void Dispose()
    {
        Set(false);
        isGone = true;
    }
}
