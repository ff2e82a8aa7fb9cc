using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Wire;

namespace Vigia.Server.Influx.States;

/// <summary>
/// The farm as it stands at one minute: what no reading says, because it is about readings that do not come. All that the lines of
/// <see cref="StateLines"/> are made of.
/// </summary>
/// <param name="Ms">Unix milliseconds of the world, a whole minute.</param>
internal sealed record FarmNow(
    long Ms,
    IReadOnlyList<ZoneNow> Zones,
    IReadOnlyList<PointStateNow> Points,
    IReadOnlyList<NodeHealthNow> Nodes,
    IReadOnlyList<FireNow> Fires
);

/// <param name="Order">As in the farm file.</param>
/// <param name="Main">The point that is shown large; null: none was heard of.</param>
/// <param name="Why">The worst alert that stands there, else the first point that says nothing; null: neither.</param>
internal sealed record ZoneNow(
    string Name,
    LocalText Title,
    string Kind,
    int Order,
    ChartState State,
    PointStateNow? Main,
    LocalText? Why
);

/// <param name="Zone">Null: in none.</param>
/// <param name="Kind">Of the zone; null: it has none.</param>
/// <param name="Title">What people call it; null: as its name says.</param>
/// <param name="Value">In the store's unit; null where there is none that counts.</param>
/// <param name="Age">Of the last value that counted; null: none ever did.</param>
/// <param name="Fault">Why there is no value; null: nobody said.</param>
internal sealed record PointStateNow(
    string? Zone,
    LocalText? ZoneTitle,
    string? Kind,
    string Node,
    string Point,
    string Quantity,
    LocalText? Title,
    ChartState State,
    double? Value,
    TimeSpan? Age,
    string? Fault
);

/// <summary>A node as technicians look at it.</summary>
/// <param name="Quiet">Since it was last heard; null: never.</param>
/// <param name="Clock">What stands behind its newest stamp.</param>
/// <param name="Gaps">Packs of its unfinished boots that are named lost.</param>
/// <param name="Health">What it last said of itself; null: nothing yet.</param>
internal sealed record NodeHealthNow(
    string Name,
    string? Zone,
    bool IsSilent,
    TimeSpan? Quiet,
    ClockQuality? Clock,
    long Gaps,
    string? Version,
    Wire.Health? Health
);

/// <summary>A fire alert that stands.</summary>
internal sealed record FireNow(LocalText Place, Certainty Certainty);

/// <summary>In the numbers that charts colour by.</summary>
internal enum ChartState
{
    Good = 0,
    Look = 1,
    Act = 2,

    /// <summary>Silent, stale or faulty: grey, and never good.</summary>
    NoSignal = 3,
}
