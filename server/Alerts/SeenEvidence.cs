using System.Globalization;

namespace Vigia.Server.Alerts;

/// <summary>
/// One word of <see cref="Alert.Seen"/> about a fire: what, how much, when; of a person who. Written <c>heat=52.1Cel@1764000000000</c>,
/// <c>person=ramon@1764000000000</c>, or the word alone.
/// </summary>
/// <param name="Value">Null: the word alone is known.</param>
/// <param name="AtMs">Unix milliseconds; 0: not known.</param>
internal readonly record struct SeenEvidence(string Word, double? Value, string Unit, long AtMs)
{
    /// <summary>Name of the person who said it; null: a sensor did.</summary>
    public string? Who { get; init; }

    /// <summary>A person's word.</summary>
    public static SeenEvidence By(string who, long ms) => new("person", null, "", ms) { Who = Plain(who) };

    public static IEnumerable<SeenEvidence> All(string seen) =>
        seen.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Parse);

    /// <summary>A text of another form is its own word.</summary>
    public static SeenEvidence Parse(string text)
    {
        var (at, equals) = (text.LastIndexOf('@'), text.IndexOf('='));
        if (equals < 0 || at < equals || !long.TryParse(text[(at + 1)..], CultureInfo.InvariantCulture, out var ms))
        {
            return new SeenEvidence(text, null, "", 0);
        }

        var (word, said) = (text[..equals], text[(equals + 1)..at]);
        var digits = said.TakeWhile(letter => char.IsAsciiDigit(letter) || letter is '.' or '-' or '+').Count();
        return double.TryParse(said.AsSpan(0, digits), CultureInfo.InvariantCulture, out var value)
            ? new SeenEvidence(word, value, said[digits..], ms)
            : new SeenEvidence(word, null, "", ms) { Who = said };
    }

    public override string ToString() =>
        Who is not null ? $"{Word}={Who}@{AtMs}"
        : Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"{Word}={value:0.###}{Unit}@{AtMs}")
        : Word;

    // Letters of the form itself, and a name that would be read as a number, would be read as something else.
    private static string Plain(string who)
    {
        var plain = new string([.. who.Select(letter => letter is ',' or '=' or '@' ? ' ' : letter)]).Trim();
        return plain.Length > 0 && (char.IsAsciiDigit(plain[0]) || plain[0] is '.' or '-' or '+') ? $"…{plain}" : plain;
    }
}
