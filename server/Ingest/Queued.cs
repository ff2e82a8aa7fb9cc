using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>An arrival with its time, or an anchor that was learned from a question for the time.</summary>
internal readonly record struct Queued(Arrival Arrival, long ReceivedMs, LearnedAnchor? Anchor = null)
{
    /// <summary>What is kept of it when it is refused.</summary>
    /// <param name="settles">The refusal is what became of that seq.</param>
    public RefusedRow Refused(Refusal reason, PackKey? key, bool settles) =>
        new(
            key,
            Arrival.Node,
            reason,
            settles,
            ReceivedMs,
            Arrival.Buffer.AsMemory(0, Math.Min(Arrival.Length, Pack.MaxBytes))
        );
}

/// <summary>The node's uptime was 0 in that kernel boot when the server's clock showed <paramref name="AtMs"/>.</summary>
internal sealed record LearnedAnchor(string Node, uint KernelBoot, long AtMs);
