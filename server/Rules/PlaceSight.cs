using Vigia.Server.Alerts;
using Vigia.Server.Nodes;

namespace Vigia.Server.Rules;

/// <summary>
/// What rules may know of the farm beside their own state, at one place after the other: one object that is turned to each in
/// its turn, and asked while that one is judged.
/// </summary>
internal sealed class PlaceSight
{
    private readonly IMaintenance maintenance;
    private Surroundings around;
    private string? zone;
    private DateTimeOffset now;

    public PlaceSight(NodeWatch watch, IMaintenance maintenance, Lateness lateness)
    {
        this.maintenance = maintenance;
        around = new Surroundings(lateness, watch.IsLost) { IsUnderMaintenance = IsUnderMaintenance };
    }

    /// <param name="zone">Of the place; null: it is a node that stands in none.</param>
    public Surroundings At(string? zone, DateTimeOffset now, TimeSpan utcOffset, FireAround fire)
    {
        (this.zone, this.now) = (zone, now);
        if (around.UtcOffset != utcOffset || around.Fire != fire)
        {
            around = around with { UtcOffset = utcOffset, Fire = fire };
        }

        return around;
    }

    private bool IsUnderMaintenance(string node) => maintenance.IsUnder(zone, node, now);
}
