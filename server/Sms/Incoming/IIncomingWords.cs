namespace Vigia.Server.Sms.Incoming;

/// <summary>Who understands the texts that people send.</summary>
internal interface IIncomingWords
{
    /// <summary>
    /// A text that stands in <c>sms_in</c>, oldest first. Handed at least once: a death after the answer hands the same
    /// <see cref="IncomingSms.Id"/> again. Trouble is an answer, never an exception.
    /// </summary>
    WordsTaken Take(IncomingSms sms);
}

internal enum WordsTaken
{
    /// <summary>Done with it, understood or not.</summary>
    Taken,

    /// <summary>What it says could not be written down: to be handed again.</summary>
    NotNow,
}
