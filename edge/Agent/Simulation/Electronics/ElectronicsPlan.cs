namespace Vigia.Edge.Simulation.Electronics;

/// <summary>How far the simulated electronics are from ideal.</summary>
/// <param name="LinkLoss">Share of the data packs that never arrive.</param>
/// <param name="BrownOuts">Of each board, a day.</param>
internal sealed record ElectronicsPlan(
    int Seed,
    double LinkLoss,
    double BrownOuts,
    TimeSpan BrownOut,
    IReadOnlyDictionary<string, ChipPlan> Chips
)
{
    /// <summary>Nothing disturbs anything.</summary>
    public static readonly ElectronicsPlan Ideal = new(0, 0, 0, TimeSpan.Zero, new Dictionary<string, ChipPlan>());

    public ChipPlan Of(string chip) => Chips.GetValueOrDefault(chip, ChipPlan.Ideal);
}

/// <param name="BadChecksums">Of each sensor, an hour.</param>
/// <param name="Noise">Most that a value is beside the truth, by what is measured.</param>
/// <param name="Drift">The same for what it is away after 30 days.</param>
internal sealed record ChipPlan(
    double BadChecksums,
    IReadOnlyDictionary<string, double> Noise,
    IReadOnlyDictionary<string, double> Drift
)
{
    public static readonly ChipPlan Ideal = new(0, new Dictionary<string, double>(), new Dictionary<string, double>());
}
