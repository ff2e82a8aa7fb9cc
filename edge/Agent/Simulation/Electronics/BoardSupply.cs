namespace Vigia.Edge.Simulation.Electronics;

/// <summary>The supply of one board's sensors, which dips at times.</summary>
internal sealed class BoardSupply(ElectronicsPlan plan, int seed)
{
    private readonly Occasions? brownOuts = Occasions.Every(seed, plan.BrownOuts, TimeSpan.FromDays(1));

    public bool IsLow(DateTimeOffset now) => brownOuts?.IsDuring(now, plan.BrownOut) == true;
}
