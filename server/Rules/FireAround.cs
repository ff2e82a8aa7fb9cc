namespace Vigia.Server.Rules;

/// <summary>What a fire rule may know beside what is measured at its own zone.</summary>
/// <param name="NeighbourSees">A neighbouring zone has evidence of its own; what it heard of others is none.</param>
/// <param name="NeighbourSeesMore">Smoke or flames among it: no noon makes these.</param>
/// <param name="NeighbourBurns">One of those, where nobody declared a burn.</param>
/// <param name="NodeLost">One node here or at a neighbour is not heard; several lost within a minute are a cut, not a fire.</param>
/// <param name="IsRoofHeat">It is noon, and the other posts are about as hot.</param>
internal readonly record struct FireAround(
    bool NeighbourSees,
    bool NeighbourSeesMore,
    bool NeighbourBurns,
    bool NodeLost,
    bool IsRoofHeat
);

/// <summary>What stands at one fire post, for its neighbours: its own evidence, never what it heard of others.</summary>
/// <param name="Sees">Its own chips say as much as makes a fire suspected.</param>
/// <param name="SeesMore">Not heat alone.</param>
/// <param name="IsExpected">Somebody declared a burn there.</param>
internal readonly record struct PostSight(bool Sees, bool SeesMore, bool IsExpected);
