using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Tests.Duel;

/// <summary>What a node of the duel is made of.</summary>
/// <param name="HasClock">Its clock goes on while it has no power; without one it begins by not knowing the time.</param>
internal sealed record DuelBoard(string Name, bool HasClock, OutboxLimits Limits)
{
    /// <summary>Room for a few dozen packs and boots: everything overflows.</summary>
    private static readonly OutboxLimits Narrow = new()
    {
        YoungBytes = 6_000,
        CardBytes = 9_000,
        MaxBoots = 80,
    };

    public static readonly IReadOnlyList<DuelBoard> All =
    [
        new("inv-1", HasClock: true, new OutboxLimits()),
        new("cerdos", HasClock: false, new OutboxLimits()),
        new("bomba", HasClock: true, Narrow),
    ];

    public ClockQuality ClockAtStart => HasClock ? ClockQuality.Ntp : ClockQuality.None;
}
