namespace Vigia.Server.Rules;

/// <summary>Where somebody works: what happens there is judged, but raises nothing. Safe for several threads; never throws.</summary>
internal interface IMaintenance
{
    /// <param name="zone">Null where the node stands in none.</param>
    bool IsUnder(string? zone, string node, DateTimeOffset now);
}

internal sealed class NoMaintenance : IMaintenance
{
    public static NoMaintenance Instance { get; } = new();

    public bool IsUnder(string? zone, string node, DateTimeOffset now) => false;
}
