using Vigia.Server.Clock;
using Vigia.Server.Health;
using Vigia.Server.Ledger;

namespace Vigia.Server.Ingest;

/// <summary>What surrounds the intake: clocks, bounds, and whom to tell.</summary>
internal sealed record IngestContext(
    ServerSelf Self,
    IngestOptions Options,
    ServerClock Clock,
    ClockWatch Watch,
    TimeDesk TimeDesk,
    ServerState State,
    IngestMetrics Metrics
)
{
    /// <summary>Judges rows that the ledger could not take, so that an alarm does not wait for a disk.</summary>
    public Action<IReadOnlyList<LedgerRow>>? JudgeUnstored { get; set; }
}
