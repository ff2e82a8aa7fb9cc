namespace Vigia.Wire;

/// <summary>Why a message was refused. The names go over the wire, into metrics and into the ledger: never renamed.</summary>
public enum Refusal
{
    /// <summary>Longer than <see cref="Pack.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>Not JSON, or nested deeper than a pack can be.</summary>
    NotJson,

    /// <summary>JSON, but not a SenML pack: not an array of objects, or a label of the wrong type.</summary>
    NotSenml,

    /// <summary>A SenML label that has to be understood and is not (RFC 8428, section 4.4).</summary>
    UnknownLabel,

    /// <summary>No <c>boot</c> or no <c>seq</c>, or not as they have to be.</summary>
    NoIdentity,

    /// <summary>The base name is not the node's.</summary>
    WrongNode,

    /// <summary>No time, or one that no clock shows.</summary>
    BadTime,

    /// <summary>A number that is no finite double.</summary>
    BadNumber,

    /// <summary>A point without a name, or with one that SenML does not allow.</summary>
    BadName,

    /// <summary>A record with neither value nor fault.</summary>
    NoValue,

    /// <summary>The same point twice at the same instant: the second would overwrite the first.</summary>
    DuplicatePoint,

    /// <summary>More than <see cref="Pack.MaxRecords"/> records.</summary>
    TooManyRecords,

    /// <summary>More points of unknown name than a node may have.</summary>
    TooManyPoints,

    /// <summary>The identity is known, with other bytes.</summary>
    SeqReused,

    /// <summary>A seq further above the settled ones than is remembered.</summary>
    SeqTooFar,

    /// <summary>More open boots of one node than are remembered.</summary>
    TooManyBoots,

    /// <summary>A health, birth, death, alarm, time or command message that is not as the contract says.</summary>
    BadMessage,

    /// <summary>A topic this node may not write.</summary>
    ForbiddenTopic,

    /// <summary>A node that nobody added.</summary>
    UnknownNode,
}
