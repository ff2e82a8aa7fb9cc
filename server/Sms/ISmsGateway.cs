using Vigia.Server.Alerts;

namespace Vigia.Server.Sms;

/// <summary>
/// A way for a text to leave the house. Handed over at least once: a death between the hand-over and its mark in
/// <c>vigia.db</c> hands the same message (same id, same code) over again.
/// </summary>
internal interface ISmsGateway
{
    /// <summary>Trouble is an answer, never an exception; the same message may be handed over again.</summary>
    Task<HandOver> HandOverAsync(Message message, CancellationToken stop);
}

/// <param name="Words">What the gateway said, where it did not take the message.</param>
internal readonly record struct HandOver(HandOverState State, string? Words = null)
{
    public static HandOver Taken { get; } = new(HandOverState.Taken);

    public static HandOver Unavailable(string words) => new(HandOverState.Unavailable, words);
}

internal enum HandOverState
{
    Taken,

    /// <summary>To be tried again later.</summary>
    Unavailable,
}
