namespace Vigia.Server.Calls.Replies;

/// <summary>
/// Whether a text reports a fire: FUEGO at its beginning or behind words that only announce it. Who tells that one was put out, or
/// asks where it is, reports none. Pure.
/// </summary>
internal static class FireReport
{
    private static readonly HashSet<string> Announcing =
    [
        .. "HAY MUCHO MUCHA HUMO Y VEO VEMOS SE VE TENEMOS UN UNA GRAN OTRO MAS AYUDA URGENTE EMERGENCIA AUXILIO PRENDIO AQUI".Split(
            ' '
        ),
        .. "THERE IS S A BIG MORE ANOTHER I WE SEE HAVE SMOKE AND HELP URGENT EMERGENCY".Split(' '),
    ];

    private static readonly HashSet<string> PutOut =
    [
        .. "APAGADO APAGAMOS APAGARON CONTROLADO CONTROLAMOS EXTINGUIDO SOFOCADO EXTINGUISHED".Split(' '),
    ];

    /// <summary>Says that it is done, right before <see cref="PutOut"/>.</summary>
    private static readonly HashSet<string> Done = [.. "YA ESTA QUEDO FUE LO".Split(' ')];

    private static readonly HashSet<string> Not = [.. "NO SIN NOT NEVER".Split(' ')];

    // FINE is no FIRE, and one letter more or less makes too many others of it.
    private const int ShortestTypo = 5;

    /// <summary>So near behind the word, what is said is said of the fire.</summary>
    private const int Near = 3;

    /// <summary>Where the word stands; −1: no fire is reported.</summary>
    public static int Find(IReadOnlyList<Token> tokens)
    {
        var at = 0;
        while (at < tokens.Count && !IsFire(tokens[at].Word, isFirst: at == 0) && Announcing.Contains(tokens[at].Word))
        {
            at++;
        }

        var isReport =
            at < tokens.Count
            && IsFire(tokens[at].Word, isFirst: at == 0)
            && (at == 0 || !tokens[at].IsAsked)
            && !IsPutOut(tokens, at);
        return isReport ? at : -1;
    }

    private static bool IsFire(string word, bool isFirst) =>
        word is "FUEGO" or "FIRE"
        || (
            isFirst
            && word.Length >= ShortestTypo
            && !ReplyVocabulary.Others.Contains(word)
            && (ReplyReader.IsTypo(word, "FUEGO") || ReplyReader.IsTypo(word, "FIRE"))
        );

    private static bool IsPutOut(IReadOnlyList<Token> tokens, int fire)
    {
        for (var i = fire + 1; i < tokens.Count; i++)
        {
            var (word, before) = (tokens[i].Word, tokens[i - 1].Word);
            var isNear = i - fire <= Near && !tokens.Skip(fire).Take(i - fire).Any(token => Not.Contains(token.Word));
            var isSaid =
                PutOut.Contains(word) && (isNear || Done.Contains(before))
                || word == "CONTROL" && before is "BAJO" or "UNDER" && isNear
                || word == "APAGO" && before == "SE" && isNear
                || word == "OUT" && isNear && tokens.ElementAtOrDefault(i + 1).Word != "OF";
            if (isSaid)
            {
                return true;
            }
        }

        return false;
    }
}
