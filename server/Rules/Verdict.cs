namespace Vigia.Server.Rules;

/// <summary>
/// What a rule says of an event, and why. The names go into metrics and the alert's trail. Of several points of one rule the
/// word that stands furthest down here is said.
/// </summary>
internal enum Verdict
{
    NothingPending,

    /// <summary>Not newer than the last reading judged of its series.</summary>
    Late,

    /// <summary>Flagged as suspect, failed or missing by the node.</summary>
    BadQuality,
    Within,

    /// <summary>Beyond the limit, but another point says that it does not count now.</summary>
    GuardNotMet,
    NotYetLongEnough,

    /// <summary>Beyond for long enough, but not on enough points.</summary>
    TooFew,

    /// <summary>Would raise, but its node is lost, or somebody works there.</summary>
    Suppressed,

    /// <summary>Would raise, but only by points that a person has answered for.</summary>
    Answered,

    /// <summary>Beyond, but the reading is history: the state moves, nobody is told.</summary>
    TooLateToRaise,
    StillRaised,

    /// <summary>Clears.</summary>
    CameBack,

    /// <summary>Clears: what it was judged under is over (a pump was switched off).</summary>
    GuardEnded,

    /// <summary>Raises: beyond for long enough, by readings.</summary>
    WentBeyond,

    /// <summary>Raises: no newer reading since it went beyond, for long enough.</summary>
    StayedBeyond,

    /// <summary>Fire: one transducer speaks for it. On the page, not in a message.</summary>
    Suspected,

    /// <summary>Fire: it is held, or burns on purpose. Told to who has the duty.</summary>
    Controlled,

    /// <summary>Fire: a room is as hot as only a fire makes it. Told to who has the duty.</summary>
    ProbableLocal,

    /// <summary>Fire: two independent transducers, or two nodes.</summary>
    Probable,

    /// <summary>Fire: three witnesses of two kinds.</summary>
    Confirmed,

    /// <summary>Fire: a person says that it burns.</summary>
    SaidFire,

    /// <summary>Clears: a person says that it is out.</summary>
    SaidOver,

    /// <summary>Clears: a person says that there is none.</summary>
    SaidFalse,

    /// <summary>Clears: nothing has spoken for a fire for so long.</summary>
    EvidenceGone,

    /// <summary>Raises: one node is not heard any more.</summary>
    NodeLost,

    /// <summary>Raises: several nodes fell silent together.</summary>
    NodesLost,

    /// <summary>Clears.</summary>
    HeardAgain,

    /// <summary>Raises: points of a node that is heard are not read any more.</summary>
    PointLost,

    /// <summary>Raises: something is wrong with Vigía itself.</summary>
    InTrouble,

    /// <summary>Clears.</summary>
    SoundAgain,

    /// <summary>Raises: the service did not run for a while.</summary>
    WasAway,

    /// <summary>Clears: a late reading says that it never was.</summary>
    Withdrawn,
}
