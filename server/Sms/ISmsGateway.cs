namespace Vigia.Server.Sms;

/// <summary>
/// A way for a text to reach a phone: a modem's spool, a neighbour's HTTP gateway, or a file. Trouble is an answer, never an
/// exception. A message is known by its <see cref="OutgoingSms.Handle"/>: where <see cref="KnowsHandles"/>, handing the same
/// handle over twice sends once, also when this process died in between.
/// </summary>
internal interface ISmsGateway
{
    /// <summary>As the outbox and the log call it: <c>smstools</c>.</summary>
    string Name { get; }

    /// <summary>Whether our handle travels with the message, so that a repeated hand-over is recognised.</summary>
    bool KnowsHandles { get; }

    /// <summary>It tells by calling back, and cannot be asked: a word of it that is lost is lost.</summary>
    bool IsBlind => false;

    Task<HandOver> HandOverAsync(OutgoingSms sms, CancellationToken stop);

    /// <summary>What became of these (≤ <see cref="SmsBounds.MaxAsked"/>). Those of which nothing is known are left out.</summary>
    Task<IReadOnlyList<SmsReport>> AskAsync(IReadOnlyList<SmsInHand> open, CancellationToken stop);

    /// <summary>True only when it is certain that this way sends it no more.</summary>
    Task<bool> TryCancelAsync(SmsInHand sms, CancellationToken stop);

    /// <summary>
    /// Lets the phone ring, to wake somebody: nobody is to answer. Returns when it has rung, or will not; at the latest
    /// <see cref="SmsBounds.RingPatience"/> after <paramref name="forSeconds"/>.
    /// </summary>
    /// <param name="forSeconds">5 s to 60 s, the dialling included.</param>
    Task<RingAnswer> RingAsync(PhoneNumber to, TimeSpan forSeconds, CancellationToken stop);

    /// <summary>The oldest texts that came (≤ <see cref="SmsBounds.MaxIncoming"/>), each again until it is forgotten.</summary>
    Task<IReadOnlyList<IncomingSms>> ReceiveAsync(CancellationToken stop);

    /// <summary>The text is kept elsewhere now.</summary>
    Task ForgetAsync(IncomingSms sms, CancellationToken stop);

    Task<GatewayHealth> CheckAsync(CancellationToken stop);
}

/// <summary>What no gateway exceeds.</summary>
internal static class SmsBounds
{
    /// <summary>Messages asked about at once; the rest at the next turn.</summary>
    public const int MaxAsked = 500;

    /// <summary>Received texts of one look; further ones wait where they are.</summary>
    public const int MaxIncoming = 100;

    /// <summary>Letters kept of what a gateway or a daemon said.</summary>
    public const int MaxWords = 200;

    /// <summary>How long a call may wait for its turn at the modem.</summary>
    public static readonly TimeSpan RingPatience = TimeSpan.FromSeconds(60);

    public static readonly TimeSpan ShortestRing = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan LongestRing = TimeSpan.FromSeconds(60);

    /// <summary>Bytes read of any file or answer that others wrote.</summary>
    public const int MaxForeignBytes = 64 * 1024;

    public static TimeSpan Ring(TimeSpan asked) =>
        asked < ShortestRing ? ShortestRing
        : asked > LongestRing ? LongestRing
        : asked;

    public static string Words(string text) =>
        (text.Length <= MaxWords ? text : text[..MaxWords]).ReplaceLineEndings(" ").Trim();
}

/// <param name="Words">What the gateway said, where it did not take the message.</param>
/// <param name="Reference">How the gateway calls the message, where it has a name of its own for it.</param>
internal readonly record struct HandOver(HandOverState State, string? Words = null, string? Reference = null)
{
    public static HandOver Taken { get; } = new(HandOverState.Taken);

    public static HandOver TakenAs(string reference) => new(HandOverState.Taken, Reference: reference);

    public static HandOver Unavailable(string words) => new(HandOverState.Unavailable, SmsBounds.Words(words));

    public static HandOver Refused(string words) => new(HandOverState.Refused, SmsBounds.Words(words));
}

internal enum HandOverState
{
    Taken,

    /// <summary>To be tried again later.</summary>
    Unavailable,

    /// <summary>This message will never do here: a wrong number, an account without rights.</summary>
    Refused,
}
