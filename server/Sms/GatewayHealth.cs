namespace Vigia.Server.Sms;

/// <summary>How a way to the phones is; null is "it cannot say".</summary>
/// <param name="Queued">Messages that wait at the gateway.</param>
/// <param name="QueueAge">Of the oldest of them.</param>
/// <param name="SignalDbm">At the modem: −51 at best, −113 is none.</param>
/// <param name="Registration">Of the modem with a network.</param>
/// <param name="LastProof">When it last showed that it lives: a message that left, a status that it wrote, an answer.</param>
internal sealed record GatewayHealth(
    GatewayState State,
    int? Queued = null,
    TimeSpan? QueueAge = null,
    int? SignalDbm = null,
    Registration? Registration = null,
    DateTimeOffset? LastProof = null,
    string? Words = null
)
{
    public static GatewayHealth Away(string words) => new(GatewayState.Away, Words: SmsBounds.Words(words));
}

internal enum GatewayState
{
    Ready,

    /// <summary>Takes messages, and they do not leave.</summary>
    Stuck,

    /// <summary>Takes messages, and shows no sign of life though it should.</summary>
    Silent,

    /// <summary>Takes nothing.</summary>
    Away,
}

internal enum Registration
{
    Registered,
    Searching,
}
