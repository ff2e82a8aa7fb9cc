using System.Collections.Immutable;

namespace Vigia.Server.Rules.People;

/// <summary>What people said of fire at a place, as far as it still counts.</summary>
/// <param name="Burns">Somebody said so, and nobody that it is held or out.</param>
/// <param name="BurnUntil">End of a declared burn; default: none was declared.</param>
/// <param name="Known">Evidence that somebody has answered for, by its name: alone it raises nothing, until it has been away.</param>
internal sealed record FireWords(bool Burns, DateTimeOffset BurnUntil, ImmutableHashSet<string> Known)
{
    public static FireWords None { get; } = new(Burns: false, BurnUntil: default, []);

    /// <param name="evidence">What speaks for a fire when it is said.</param>
    public FireWords Hear(PersonWord word, IEnumerable<string> evidence) =>
        word.Kind switch
        {
            WordKind.Fire => this with { Burns = true, Known = [] },
            WordKind.Controlled or WordKind.Over or WordKind.False => this with
            {
                Burns = false,
                Known = [.. evidence],
            },
            WordKind.Burn => this with { BurnUntil = word.Until ?? default },
            WordKind.BurnEnds => this with { BurnUntil = default },
            _ => this,
        };

    /// <summary>Nothing is left of what was said of a fire; a burn lasts as long as it was declared.</summary>
    public FireWords Over() => this with { Burns = false, Known = [] };
}
