namespace Vigia.Server.Sms;

/// <summary>One text to one phone.</summary>
/// <param name="Id">Of the text to this person: the same however often it is tried.</param>
/// <param name="Attempt">Counts failures that the gateway told; committed before the hand-over that it names.</param>
/// <param name="NotAfter">Machine time from which on nobody wants it any more.</param>
internal sealed record OutgoingSms(
    string Id,
    int Attempt,
    PhoneNumber To,
    SmsText Text,
    SmsPriority Priority,
    DateTimeOffset NotAfter
)
{
    /// <summary>Names one attempt for ever; safe as a file's name and in a URL.</summary>
    public string Handle => $"{Id}.{Attempt}";
}

/// <summary>Each overtakes those before it. The numbers are stored.</summary>
internal enum SmsPriority
{
    /// <summary>Can wait for the morning.</summary>
    Digest = 0,
    Ordinary = 1,

    /// <summary>Somebody has to know because another did not answer.</summary>
    Escalation = 2,
    Fire = 3,
}

/// <summary>A message that a gateway has taken and whose end is not known.</summary>
/// <param name="Reference">What the gateway called it, at the hand-over or since.</param>
internal sealed record SmsInHand(string Handle, PhoneNumber To, string? Reference, SmsProgress Progress);

/// <summary>How far a message is, as its gateway says.</summary>
internal enum SmsProgress
{
    /// <summary>With the gateway, not with the network.</summary>
    Submitted,

    /// <summary>The network has taken it.</summary>
    Sent,

    /// <summary>The phone has it. Many operators never say so.</summary>
    Delivered,

    /// <summary>The network gave it up: the phone was off for too long, or is no more.</summary>
    Undelivered,

    /// <summary>The gateway gave it up; may be handed over as another attempt.</summary>
    Failed,
}

/// <param name="Words">Why, as the gateway says it.</param>
internal sealed record SmsReport(string Handle, SmsProgress Progress, string? Reference = null, string? Words = null);

/// <summary>A text that came from a phone.</summary>
/// <param name="Id">The same at every look; two texts never share one.</param>
/// <param name="From">As the network names the sender: digits, or the word of a company.</param>
internal sealed record IncomingSms(string Id, string From, string Text, DateTimeOffset At);
