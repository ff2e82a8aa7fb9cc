namespace Vigia.Server.Sms.Outbox;

/// <param name="FirstPause">After a first failure; it doubles to <paramref name="LongestPause"/>.</param>
/// <param name="FailOver">Without "sent" for so long, the second way gets it.</param>
/// <param name="Look">How often gateways are asked what became of their messages.</param>
internal sealed record CourierOptions(TimeSpan FirstPause, TimeSpan LongestPause, TimeSpan FailOver, TimeSpan Look)
{
    /// <summary>Messages handed over in one turn; fire of the next turn overtakes the rest.</summary>
    public const int MaxAtOnce = 20;

    /// <summary>A turn that took so long ends: what is more urgent may have come.</summary>
    public static readonly TimeSpan SlowTurn = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Texts below fire that a gateway has at once; further ones wait here, where others overtake them. At a gateway that cannot be
    /// asked one counts for twice the time of <see cref="FailOver"/>: its word may be lost.
    /// </summary>
    public const int MaxInHand = 4;

    /// <summary>Messages that wait; beyond it the oldest of the least important is cancelled, and counted.</summary>
    public const int MaxQueued = 10_000;

    /// <summary>Ended messages that are remembered; the oldest is forgotten first.</summary>
    public const int MaxRemembered = 100_000;

    /// <summary>How often a way that let texts lie gets one again, where there is another.</summary>
    public static readonly TimeSpan ProbeEvery = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);

    public static CourierOptions Default { get; } =
        new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1));

    public CourierOptions Scaled(double factor) =>
        new(FirstPause * factor, LongestPause * factor, FailOver * factor, Look * Math.Min(1, factor));
}
