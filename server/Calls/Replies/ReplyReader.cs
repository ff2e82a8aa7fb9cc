using System.Text;
using System.Text.RegularExpressions;

namespace Vigia.Server.Calls.Replies;

/// <summary>
/// Reads what people type: small letters, accents, commas, one wrong letter, the code before the word or behind it. Pure. What could
/// mean two things means nothing: <c>so</c> is neither SI nor NO.
/// </summary>
internal static partial class ReplyReader
{
    /// <summary>Letters of a text that are read.</summary>
    private const int Most = 160;

    /// <summary>A word stands among the first so many; what people chat about begins otherwise.</summary>
    private const int Among = 3;

    private const string Accented = "ÁÀÂÃÄÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÑÇ";
    private const string Plain = "AAAAAEEEEIIIIOOOOOUUUUNC";

    private static readonly Dictionary<string, ReplyWord> Words = new()
    {
        ["SI"] = ReplyWord.Yes,
        ["YES"] = ReplyWord.Yes,
        ["OK"] = ReplyWord.Ok,
        ["VOY"] = ReplyWord.Coming,
        ["COMING"] = ReplyWord.Coming,
        ["NO"] = ReplyWord.No,
        ["FIN"] = ReplyWord.End,
        ["END"] = ReplyWord.End,
        ["FALSA"] = ReplyWord.False,
        ["FALSE"] = ReplyWord.False,
        ["LISTA"] = ReplyWord.List,
        ["LIST"] = ReplyWord.List,
        ["ESTADO"] = ReplyWord.Status,
        ["STATUS"] = ReplyWord.Status,
        ["AYUDA"] = ReplyWord.Help,
        ["HELP"] = ReplyWord.Help,
        ["ALTA"] = ReplyWord.Join,
        ["JOIN"] = ReplyWord.Join,
        ["FUEGO"] = ReplyWord.Fire,
        ["FIRE"] = ReplyWord.Fire,
    };

    // FINE is no FIRE, and one letter more or less makes too many others of it.
    private const int ShortestFireTypo = 5;

    public static Reply Read(string text)
    {
        var tokens = Tokens(text);
        var code = TakeCode(tokens);
        var head = tokens.Take(Among).ToList();
        var at = head.FindIndex(Words.ContainsKey);
        if (at < 0)
        {
            at = tokens.IndexOf("FUEGO");
        }

        if (at >= 0)
        {
            return new Reply(Words[tokens[at]], code, Rest(tokens, at), IsExact: true);
        }

        var near = tokens.Count > 0 ? Near(tokens[0]) : null;
        return new Reply(near, code, near is null ? "" : Rest(tokens, 0), IsExact: false);
    }

    /// <summary>In capitals, without accents, a space for all that is neither letter nor digit.</summary>
    public static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var letter in text.ToUpperInvariant().AsSpan()[..Math.Min(text.Length, Most)])
        {
            var accent = Accented.IndexOf(letter, StringComparison.Ordinal);
            bare.Append(
                accent >= 0 ? Plain[accent]
                : char.IsAsciiLetterOrDigit(letter) ? letter
                : ' '
            );
        }

        return bare.ToString();
    }

    /// <summary>One letter more, less, wrong, or two that changed places.</summary>
    public static bool IsTypo(string written, string meant)
    {
        var same = 0;
        while (same < written.Length && same < meant.Length && written[same] == meant[same])
        {
            same++;
        }

        var a = written.AsSpan(same);
        var b = meant.AsSpan(same);
        return (a.Length == b.Length && a.Length > 0 && a[1..].SequenceEqual(b[1..]))
            || (a.Length == b.Length + 1 && a[1..].SequenceEqual(b))
            || (b.Length == a.Length + 1 && b[1..].SequenceEqual(a))
            || (a.Length == b.Length && a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]));
    }

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        foreach (var token in Bare(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // "SIA17" and "SI17" are typed too.
            if (Joined().Match(token) is { Success: true } joined && Words.ContainsKey(joined.Groups[1].Value))
            {
                tokens.Add(joined.Groups[1].Value);
                tokens.Add(joined.Groups[2].Value);
            }
            else
            {
                tokens.Add(token);
            }
        }

        return tokens;
    }

    private static string? TakeCode(List<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Code().IsMatch(tokens[i]))
            {
                return Take(i, 1);
            }

            var isApart = tokens[i].Length == 1 && char.IsAsciiLetter(tokens[i][0]);
            if (isApart && i + 1 < tokens.Count && Digits().IsMatch(tokens[i + 1]))
            {
                return Take(i, 2);
            }
        }

        var digits = tokens.FindIndex(token => Digits().IsMatch(token));
        return digits < 0 ? null : Take(digits, 1);

        string Take(int at, int count)
        {
            var code = string.Concat(tokens.Skip(at).Take(count));
            tokens.RemoveRange(at, count);
            return code;
        }
    }

    private static ReplyWord? Near(string token)
    {
        var near = Words
            .Where(word => IsTypo(token, word.Key))
            .Where(word => word.Value != ReplyWord.Fire || token.Length >= ShortestFireTypo)
            .Select(word => word.Value)
            .Distinct()
            .ToList();
        return near is [var only] ? only : null;
    }

    private static string Rest(List<string> tokens, int at) => string.Join(' ', tokens.Skip(at + 1));

    [GeneratedRegex("^[A-Z][0-9]{1,3}$")]
    private static partial Regex Code();

    [GeneratedRegex("^[0-9]{1,3}$")]
    private static partial Regex Digits();

    [GeneratedRegex("^([A-Z]{2,7}?)([A-Z]?[0-9]{1,3})$")]
    private static partial Regex Joined();
}
