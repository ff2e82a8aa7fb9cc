using System.Collections.Immutable;

namespace Vigia.Server.Rules.People;

/// <summary>What people said of fire at a place, as far as it still counts.</summary>
/// <param name="Burns">Somebody said so, and nobody that it is held or out.</param>
/// <param name="IsHeld">Somebody said that it burns, but is held.</param>
/// <param name="BurnUntil">End of a declared burn; default: none was declared.</param>
/// <param name="Known">Evidence that somebody has answered for, by its name: alone it raises nothing, until it has been away.</param>
internal sealed record FireWords(bool Burns, bool IsHeld, DateTimeOffset BurnUntil, ImmutableHashSet<string> Known)
{
    public static FireWords None { get; } = new(Burns: false, IsHeld: false, BurnUntil: default, []);

    /// <param name="evidence">What speaks for a fire when it is said.</param>
    public FireWords Hear(PersonWord word, IEnumerable<string> evidence) =>
        word.Kind switch
        {
            WordKind.Fire => this with { Burns = true, IsHeld = false, Known = [] },
            WordKind.Controlled => this with { Burns = false, IsHeld = true, Known = [.. evidence] },
            WordKind.Over or WordKind.False => this with { Burns = false, IsHeld = false, Known = [.. evidence] },
            WordKind.Burn => this with { BurnUntil = word.Until ?? default },
            WordKind.BurnEnds => this with { BurnUntil = default },
            _ => this,
        };
}
