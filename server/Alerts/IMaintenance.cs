namespace Vigia.Server.Alerts;

/// <summary>Whether somebody works at a place, and what is measured there means nothing.</summary>
internal interface IMaintenance
{
    /// <param name="zone">Null: the node stands in none.</param>
    /// <param name="node">Empty: of the whole zone.</param>
    bool IsUnder(string? zone, string node, DateTimeOffset now);
}

/// <summary>Nobody works anywhere.</summary>
internal sealed class NoMaintenance : IMaintenance
{
    public static NoMaintenance Instance { get; } = new();

    public bool IsUnder(string? zone, string node, DateTimeOffset now) => false;
}

/// <summary>Somebody works at a zone or a node, until a time.</summary>
/// <param name="Place">Name of the zone or node.</param>
/// <param name="Who">Who said so.</param>
internal sealed record Maintenance(string Place, DateTimeOffset From, DateTimeOffset Until, string Reason, string Who);
