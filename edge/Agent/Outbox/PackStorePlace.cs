namespace Vigia.Edge.Outbox;

/// <summary>The two places of a pack store, and what each promises.</summary>
internal enum PackStorePlace
{
    /// <summary>Memory file system: outlives the process, not the power.</summary>
    Young,

    /// <summary>Outlives the power: each write is flushed.</summary>
    Card,
}
