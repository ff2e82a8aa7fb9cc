using System.Text.RegularExpressions;

namespace Vigia.Server.Calls.Replies;

/// <summary>Finds the code of an alert among words: <c>A17</c>, <c>A 17</c>, <c>17</c>; minutes and kilometres are none. Pure.</summary>
internal static partial class CodeReader
{
    /// <summary>Of what a number says how many, and so no code.</summary>
    private static readonly HashSet<string> Units =
    [
        .. "M MTS METRO METROS METER METERS KM KMS KILOMETRO KILOMETROS KILOMETER KILOMETERS CUADRA CUADRAS BLOCKS".Split(
            ' '
        ),
        .. "SEG SEGUNDOS SECONDS MIN MINS MINUTO MINUTOS MINUTICOS MINUTE MINUTES H HR HRS HORA HORAS HOUR HOURS".Split(
            ' '
        ),
        .. "AM PM DIA DIAS DAY DAYS PERSONAS PEOPLE HOMBRES MEN".Split(' '),
    ];

    /// <summary>What stands before a time.</summary>
    private static readonly HashSet<string> BeforeTimes = [.. "EN LAS LA COMO UNOS IN AT ABOUT WITHIN".Split(' ')];

    /// <summary>A text of an SMS is short: a pattern that takes longer is none.</summary>
    private const int MostMs = 100;

    /// <summary>The words without the code; nothing is taken from the list itself.</summary>
    public static (List<Token> Words, string? Code, bool IsSure) Take(IReadOnlyList<Token> tokens)
    {
        var found = Places(tokens).OrderByDescending(place => place.IsGlued).FirstOrDefault();
        if (found.Count == 0)
        {
            return ([.. tokens], null, false);
        }

        var code = string.Concat(tokens.Skip(found.At).Take(found.Count).Select(token => token.Word));
        List<Token> words = [.. tokens.Take(found.At), .. tokens.Skip(found.At + found.Count)];
        return (words, code, found.IsGlued || words.Count == 1);
    }

    // Letter and digits in one; letter, digits; digits alone.
    private static IEnumerable<(int At, int Count, bool IsGlued)> Places(IReadOnlyList<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Code().IsMatch(tokens[i].Word) && !IsMeasure(tokens, i))
            {
                yield return (i, 1, true);
            }
            else if (Digits().IsMatch(tokens[i].Word) && !IsMeasure(tokens, i))
            {
                var isApart = i > 0 && tokens[i - 1].Word is [>= 'A' and <= 'Z'];
                if (isApart || i == 0 || !BeforeTimes.Contains(tokens[i - 1].Word))
                {
                    yield return isApart ? (i - 1, 2, false) : (i, 1, false);
                }
            }
        }
    }

    private static bool IsMeasure(IReadOnlyList<Token> tokens, int at) =>
        at + 1 < tokens.Count && Units.Contains(tokens[at + 1].Word);

    [GeneratedRegex("^[A-Z][0-9]{1,3}$", RegexOptions.None, MostMs)]
    private static partial Regex Code();

    [GeneratedRegex("^[0-9]{1,3}$", RegexOptions.None, MostMs)]
    private static partial Regex Digits();
}
