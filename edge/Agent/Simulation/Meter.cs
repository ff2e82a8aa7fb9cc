namespace Vigia.Edge.Simulation;

/// <summary>Adds up what passes, a second after the other, and never goes back in between.</summary>
internal struct Meter
{
    private double before;

    public double Total { get; private set; }

    public void Add(double amount)
    {
        before = Total;
        Total += amount;
    }

    /// <summary>A second behind the world, so that what came in it can be spread over it.</summary>
    /// <param name="share">Of the running second: 0 to 1.</param>
    public readonly double At(double share) => before + ((Total - before) * share);
}
