namespace Vigia.Server.Ingest;

/// <summary>An arrival with its time, or an anchor that was learned from a question for the time.</summary>
internal readonly record struct Queued(Arrival Arrival, long ReceivedMs, LearnedAnchor? Anchor = null);

/// <summary>The node's uptime was 0 in that kernel boot when the server's clock showed <paramref name="AtMs"/>.</summary>
internal sealed record LearnedAnchor(string Node, uint KernelBoot, long AtMs);
