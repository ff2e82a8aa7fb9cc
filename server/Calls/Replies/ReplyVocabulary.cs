namespace Vigia.Server.Calls.Replies;

/// <summary>The words that people answer, and those that look like one and are none.</summary>
internal static class ReplyVocabulary
{
    public static readonly Dictionary<string, ReplyWord> Words = new()
    {
        ["SI"] = ReplyWord.Yes,
        ["YES"] = ReplyWord.Yes,
        ["OK"] = ReplyWord.Ok,
        ["VOY"] = ReplyWord.Coming,
        ["COMING"] = ReplyWord.Coming,
        ["NO"] = ReplyWord.No,
        ["NOT"] = ReplyWord.No,
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
    };

    /// <summary>Words of their own, one letter away from ours.</summary>
    public static readonly HashSet<string> Others =
    [
        .. "YO LO SE SU ES NI SIN SON SOY DOY HOY MUY FINO LISTO LISTOS ALTO FALTA LUEGO JUEGO RUEGO".Split(' '),
        .. "SO DO GO TO ON IN IS HI ME BY FINE FIRED LAST LOST JOHN KELP".Split(' '),
    ];

    /// <summary>Said of oneself at the beginning, and so a yes.</summary>
    public static readonly (string[] Said, ReplyWord Word)[] Phrases =
    [
        (["EN", "CAMINO"], ReplyWord.Coming),
        (["SALGO", "YA"], ReplyWord.Coming),
        (["YA", "SALGO"], ReplyWord.Coming),
        (["SALGO", "PARA", "ALLA"], ReplyWord.Coming),
        (["ON", "MY", "WAY"], ReplyWord.Coming),
        (["ME", "ENCARGO"], ReplyWord.Yes),
    ];

    /// <summary>What may stand before a phrase.</summary>
    public static readonly HashSet<string> BeforePhrases = [.. "YA YO ESTOY LISTA LISTO I M AM".Split(' ')];

    /// <summary>A no, wherever it stands.</summary>
    public static readonly string[][] Refusals =
    [
        ["NO", "PUEDO"],
        ["NO", "PUEDE"],
        ["NO", "PODEMOS"],
        ["NO", "PODRE"],
        ["NO", "VOY"],
        ["NO", "IRE"],
        ["NO", "ESTOY"],
        ["CAN", "T"],
        ["CANT"],
        ["CANNOT"],
        ["NOT", "COMING"],
    ];

    /// <summary>A no that is none.</summary>
    public static readonly string[][] Comforts =
    [
        ["COMO", "NO"],
        ["NO", "HAY", "PROBLEMA"],
        ["NO", "SE", "PREOCUPE"],
        ["NO", "SE", "PREOCUPEN"],
        ["NO", "TE", "PREOCUPES"],
        ["NO", "PROBLEM"],
        ["NO", "WORRIES"],
        ["DON", "T", "WORRY"],
    ];

    /// <summary>Behind a no they tell how things are, and not that somebody cannot come.</summary>
    public static readonly HashSet<string> Telling = [.. "HAY HUBO ES ERA FUE VEO VEMOS SE FIRE SMOKE".Split(' ')];
}
