using System.Text;

namespace Vigia.Server.Calls.Replies;

/// <summary>
/// Reads what people type: small letters, accents, commas, one wrong letter, the code before the word or behind it. Pure. What could
/// mean two things means nothing: <c>so</c> is neither SI nor NO. What ends an alert is said alone and without an error; a no in the
/// sentence of a yes is a no: then one more is called, which harms nobody.
/// </summary>
internal static class ReplyReader
{
    /// <summary>Letters of a text that are read.</summary>
    public const int Most = 160;

    /// <summary>A word stands among the first so many; what people chat about begins otherwise.</summary>
    private const int Among = 3;

    /// <summary>A shorter word is too near to too many others: an error in it is borne only where it stands alone.</summary>
    private const int ShortestTypo = 5;

    private const string Accented = "ÁÀÂÃÄÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÑÇ";
    private const string Plain = "AAAAAEEEEIIIIOOOOOUUUUNC";

    public static Reply Read(string text)
    {
        var tokens = TokenReader.Read(text);
        var (words, code, isSure) = CodeReader.Take(tokens);
        if (IsEnd(words))
        {
            return new Reply(ReplyVocabulary.Words[words[0].Word], code, "", isSure);
        }

        if (FireReport.Find(tokens) is var fire and >= 0)
        {
            // A place may have a number, as a plot has: it is a code only where nothing else is said.
            return words.Count == 1
                ? new Reply(ReplyWord.Fire, code, "", isSure)
                : new Reply(ReplyWord.Fire, null, Rest(tokens, fire), IsCodeSure: false);
        }

        var calm = Without(words, ReplyVocabulary.Comforts);
        var (word, at) = Judge(calm);
        return new Reply(word, code, word is null ? "" : Rest(calm, at), isSure);
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

    // FIN, FALSA, FALSA ALARMA, and nothing else but the code.
    private static bool IsEnd(List<Token> words) =>
        !words.Exists(word => word.IsAsked)
        && words switch
        {
            [var only] => Known(only) is ReplyWord.End or ReplyWord.False,
            [var first, { Word: "ALARMA" or "ALARM" }] => Known(first) is ReplyWord.False,
            _ => false,
        };

    private static (ReplyWord? Word, int At) Judge(List<Token> words)
    {
        if (words is [{ IsAsked: true } alone] && Known(alone)?.IsAnswer() == true)
        {
            return (null, 0);
        }

        return ReplyVocabulary.Refusals.Any(said => IndexOf(words, said) >= 0) ? (ReplyWord.No, 0)
            : Question(words, among: 1) is { Word: not null } first ? first
            : Denial(words) is var (isDenied, denial) && isDenied ? (denial, 0)
            : Yes(words) is { Word: not null } yes ? yes
            : Question(words, Among) is { Word: not null } later ? later
            : (Near(words), 0);
    }

    // What is asked of the service. A list is asked for by this word alone: "lista, ya salgo" is somebody who is ready.
    private static (ReplyWord? Word, int At) Question(List<Token> words, int among)
    {
        for (var i = 0; i < Math.Min(among, words.Count); i++)
        {
            if (Known(words[i]) is { } known && (known.IsQuestion() || (known == ReplyWord.List && words.Count == 1)))
            {
                return (known, i);
            }
        }

        return (null, 0);
    }

    private static (bool IsDenied, ReplyWord? Word) Denial(List<Token> words)
    {
        var at = words.FindIndex(word => Known(word) == ReplyWord.No);
        return at is < 0 or >= Among ? (false, null)
            : ReplyVocabulary.Telling.Contains(words.ElementAtOrDefault(at + 1).Word ?? "") ? (true, null)
            : (true, ReplyWord.No);
    }

    private static (ReplyWord? Word, int At) Yes(List<Token> words)
    {
        for (var i = 0; i < Math.Min(Among, words.Count); i++)
        {
            // "todo ok?" asks, "si, donde es?" does not.
            if (Known(words[i]) is { } known && known.IsYes() && (i == 0 || !words[i].IsAsked))
            {
                return (known, i);
            }
        }

        var begins = words.FindIndex(word => !ReplyVocabulary.BeforePhrases.Contains(word.Word));
        foreach (var (said, word) in ReplyVocabulary.Phrases)
        {
            if (IndexOf(words, said) is var at and >= 0 && at <= begins && !words[at].IsAsked)
            {
                return (word, at);
            }
        }

        return (null, 0);
    }

    private static ReplyWord? Near(List<Token> words)
    {
        if (words is not [{ IsAsked: var isAsked, Word: var token }, ..] || ReplyVocabulary.Others.Contains(token))
        {
            return null;
        }

        var near = ReplyVocabulary
            .Words.Where(word => IsTypo(token, word.Key))
            .Where(word => words.Count == 1 || Math.Min(token.Length, word.Key.Length) >= ShortestTypo)
            .Select(word => word.Value)
            .Distinct()
            .ToList();
        var isBorne =
            near is [var only]
            && only is not (ReplyWord.End or ReplyWord.False)
            && (only != ReplyWord.List || words.Count == 1)
            && !(isAsked && only.IsAnswer());
        return isBorne ? near[0] : null;
    }

    private static ReplyWord? Known(Token token) =>
        ReplyVocabulary.Words.TryGetValue(token.Word, out var word) ? word : null;

    private static int IndexOf(List<Token> words, string[] said)
    {
        for (var i = 0; i + said.Length <= words.Count; i++)
        {
            if (said.Index().All(part => words[i + part.Index].Word == part.Item))
            {
                return i;
            }
        }

        return -1;
    }

    private static List<Token> Without(List<Token> words, string[][] phrases)
    {
        List<Token> left = [.. words];
        foreach (var phrase in phrases)
        {
            if (IndexOf(left, phrase) is var at and >= 0)
            {
                left.RemoveRange(at, phrase.Length);
            }
        }

        return left;
    }

    private static string Rest(List<Token> tokens, int at) =>
        string.Join(' ', tokens.Skip(at + 1).Select(token => token.Word));
}
