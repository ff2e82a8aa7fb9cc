namespace Vigia.Edge.Outbox;

/// <summary>Why the node gave a pack up. The names go over the wire in <c>health</c>: never renamed.</summary>
internal enum DropReason
{
    OutboxFull,
    TooOld,
    BadCrc,
    NoAnswer,

    /// <summary>Neither the memory file system nor the card took it.</summary>
    StoreFailed,
}
