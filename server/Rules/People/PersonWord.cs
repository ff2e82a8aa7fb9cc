using Vigia.Server.Alerts;

namespace Vigia.Server.Rules.People;

/// <summary>What a person says about fire at a zone.</summary>
/// <param name="At">When it was said, in the world's time.</param>
/// <param name="Until">Of a declared burn: its end; else null.</param>
internal sealed record PersonWord(WordKind Kind, string Zone, By By, DateTimeOffset At, DateTimeOffset? Until = null);

internal enum WordKind
{
    /// <summary>It burns: opens a confirmed incident, or confirms the one that stands.</summary>
    Fire,

    /// <summary>It burns, and is held: no longer for everybody.</summary>
    Controlled,

    /// <summary>It is out.</summary>
    Over,

    /// <summary>There is none: the same evidence does not raise it again, unless it grows.</summary>
    False,

    /// <summary>Somebody burns there on purpose, until a time.</summary>
    Burn,
    BurnEnds,
}
