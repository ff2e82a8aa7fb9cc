using Vigia.Server.Derive.Channels;

namespace Vigia.Server.Farm;

/// <summary>
/// A channel that the farm file derives by a formula: told of each node that has the formula's first point, when that is read. The
/// others are of the same node, or of any of the zone.
/// </summary>
/// <param name="Name">As points are named.</param>
/// <param name="Unit">As people write it; where it is the unit of a quantity, the channel is stored as that.</param>
internal sealed record OwnChannel(string Name, LocalText Title, string Unit, DerivedChannel Formula)
{
    /// <summary>Inputs that are no points: what the zone's kind and settings say.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();
}
