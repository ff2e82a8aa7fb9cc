namespace Vigia.Server.Calls.Replies;

/// <summary>What people answer.</summary>
internal enum ReplyWord
{
    /// <summary>SI: I see to it.</summary>
    Yes,

    /// <summary>OK: I know. Nobody else is called.</summary>
    Ok,

    /// <summary>VOY: I am on my way.</summary>
    Coming,

    /// <summary>NO: I cannot. The next one is called at once.</summary>
    No,

    /// <summary>FIN: it is over. Only of the chief.</summary>
    End,

    /// <summary>FALSA: it never was.</summary>
    False,

    /// <summary>LISTA: what stands.</summary>
    List,

    /// <summary>ESTADO: how things are.</summary>
    Status,

    /// <summary>AYUDA: which words there are.</summary>
    Help,

    /// <summary>ALTA: which duty I have; with a role, I join it now.</summary>
    Join,

    /// <summary>FUEGO and a place: I see a fire.</summary>
    Fire,
}

internal static class ReplyWords
{
    extension(ReplyWord word)
    {
        /// <summary>Somebody knows of it: nobody else has to be woken.</summary>
        public bool IsYes() => word is ReplyWord.Yes or ReplyWord.Ok or ReplyWord.Coming;

        /// <summary>Said about an alert; it changes what happens next.</summary>
        public bool IsAnswer() => word.IsYes() || word is ReplyWord.No or ReplyWord.End or ReplyWord.False;

        /// <summary>Asked of the service, or of one's own duty.</summary>
        public bool IsQuestion() => word is ReplyWord.Status or ReplyWord.Help or ReplyWord.Join;
    }
}
