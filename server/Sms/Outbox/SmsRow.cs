namespace Vigia.Server.Sms.Outbox;

/// <summary>A text to one phone as the outbox knows it. Times are unix milliseconds of the machine.</summary>
/// <param name="Way">Index of the gateway that has it, or is to get it next: 0 is the first.</param>
/// <param name="NextMs">Not to be handed over before.</param>
/// <param name="TroubledMs">Since when it waits for "sent", null before the first try.</param>
/// <param name="Alert">Number of the alert that it is about; when that ends, the text is told no more.</param>
/// <param name="UnwantedMs">Since when nobody wants it any more; it is taken back where that can be.</param>
/// <param name="HandedMs">When a gateway took it first.</param>
internal sealed record SmsRow(
    string Id,
    string Message,
    PhoneNumber To,
    string Text,
    SmsPriority Priority,
    SmsState State,
    int Way,
    int Attempt,
    string? Reference,
    long CreatedMs,
    long NextMs,
    long? TroubledMs,
    long NotAfterMs,
    string? Words = null,
    long? Alert = null,
    long? UnwantedMs = null,
    long? HandedMs = null,
    long? SentMs = null,
    long? DeliveredMs = null
)
{
    /// <summary>More can become of it.</summary>
    public bool IsOpen => State is SmsState.Queued or SmsState.Submitted or SmsState.Sent;

    public OutgoingSms Outgoing() =>
        new(Id, Attempt, To, SmsText.Of(Text), Priority, DateTimeOffset.FromUnixTimeMilliseconds(NotAfterMs));

    public SmsInHand InHand() =>
        new(Outgoing().Handle, To, Reference, State == SmsState.Submitted ? SmsProgress.Submitted : SmsProgress.Sent);
}

/// <summary>The life of a message.</summary>
internal enum SmsState
{
    /// <summary>Committed, and with no gateway.</summary>
    Queued,

    /// <summary>A gateway has it.</summary>
    Submitted,

    /// <summary>The network has it.</summary>
    Sent,
    Delivered,
    Undelivered,

    /// <summary>No gateway would have it.</summary>
    Failed,

    /// <summary>Not sent before nobody wanted it any more.</summary>
    Expired,

    /// <summary>What it told is over.</summary>
    Cancelled,
}
