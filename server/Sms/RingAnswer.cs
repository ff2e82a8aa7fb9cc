namespace Vigia.Server.Sms;

/// <summary>What became of a call.</summary>
/// <param name="Words">What the modem or the gateway said: <c>NO ANSWER</c>, <c>BUSY</c>.</param>
internal readonly record struct RingAnswer(RingState State, string? Words = null)
{
    /// <summary>This way can call nobody, today and tomorrow.</summary>
    public static RingAnswer NotPossible { get; } = new(RingState.NotPossible);

    public static RingAnswer Rang(string? words = null) =>
        new(RingState.Rang, words is null ? null : SmsBounds.Words(words));

    public static RingAnswer Unavailable(string words) => new(RingState.Unavailable, SmsBounds.Words(words));
}

internal enum RingState
{
    /// <summary>The phone was called; whether it was on, nobody knows.</summary>
    Rang,

    /// <summary>Not now: the modem is away, or has no network.</summary>
    Unavailable,
    NotPossible,
}
