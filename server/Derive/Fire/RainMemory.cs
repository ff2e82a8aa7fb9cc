namespace Vigia.Server.Derive.Fire;

/// <summary>The rain of one event: leaves catch the first half millimetre, and five dry hours end the event (FWI2025).</summary>
/// <param name="Fallen">mm since the event began.</param>
/// <param name="DryHours">Hours without rain within it.</param>
internal readonly record struct RainMemory(double Fallen, int DryHours)
{
    private const int HoursToDry = 5;

    // mm that stay on the leaves.
    private const double Canopy = 0.5;

    public RainMemory BeginHour(double rain)
    {
        if (Math.Round(rain, 1) > 0 || Fallen == 0)
        {
            return this with { DryHours = 0 };
        }

        return DryHours + 1 >= HoursToDry ? default : this with { DryHours = DryHours + 1 };
    }

    public RainMemory EndHour(double rain) => this with { Fallen = Fallen + rain };

    /// <summary>mm of this hour's rain that reach the litter.</summary>
    public double Reaching(double rain) =>
        Math.Round(rain + Fallen, 1) <= Canopy ? 0
        : Math.Round(Fallen, 1) > Canopy ? rain
        : Fallen + rain - Canopy;
}
