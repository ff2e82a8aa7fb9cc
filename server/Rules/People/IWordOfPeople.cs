namespace Vigia.Server.Rules.People;

/// <summary>
/// Where the word of people about fire comes in: texts, calls, the page, the command line. Whoever hands a word in has made sure who
/// says it, and that this person may. Safe for several threads.
/// </summary>
internal interface IWordOfPeople
{
    /// <summary>
    /// Answered with <see cref="WordAnswer.Taken"/> it survives a power cut, and the rules hear it exactly once, within their next turn.
    /// Any refusal changed nothing.
    /// </summary>
    WordAnswer Say(PersonWord word);

    /// <summary>Declared burns that last, by zone.</summary>
    IReadOnlyList<Burn> BurnsAt(DateTimeOffset now);
}

/// <param name="Who">Who declared it.</param>
internal sealed record Burn(string Zone, DateTimeOffset From, DateTimeOffset Until, string Who);

internal enum WordAnswer
{
    Taken,

    /// <summary>Heard, but not on disk: a death of the service before the rules' next turn loses it. Of <see cref="WordKind.Fire"/> only.</summary>
    TakenUnstored,

    /// <summary>The farm file has no such zone.</summary>
    UnknownZone,

    /// <summary>Nobody is named who says it.</summary>
    NoName,

    /// <summary>A burn without an end, or one shorter than <see cref="WordBook.ShortestBurn"/> or longer than <see cref="WordBook.LongestBurn"/>.</summary>
    BadSpan,

    /// <summary>No fire stands at this zone of which it could be said.</summary>
    NoFire,

    /// <summary>There is no burn to end.</summary>
    NoBurn,

    /// <summary>The store takes nothing now: to be tried again.</summary>
    NotStored,
}
