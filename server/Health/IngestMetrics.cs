using System.Diagnostics.Metrics;
using Vigia.Server.Ingest;

namespace Vigia.Server.Health;

/// <summary>What the intake counts, for <c>/metrics</c> and <c>/healthz</c>.</summary>
internal sealed class IngestMetrics
{
    public const string MeterName = "Vigia";

    private static readonly Meter Meter = new(MeterName);

    private readonly Counter<long> stored = Meter.CreateCounter<long>(
        "vigia.ingest.stored",
        "{pack}",
        "Packs committed"
    );
    private readonly Counter<long> repeats = Meter.CreateCounter<long>(
        "vigia.ingest.repeats",
        "{pack}",
        "Packs that were settled already"
    );
    private readonly Counter<long> refused = Meter.CreateCounter<long>(
        "vigia.ingest.refused",
        "{message}",
        "Messages refused, by reason"
    );
    private readonly Counter<long> shed = Meter.CreateCounter<long>(
        "vigia.ingest.shed",
        "{message}",
        "Messages dropped because the queue was full"
    );
    private readonly Counter<long> gaps = Meter.CreateCounter<long>("vigia.ingest.gaps", "{pack}", "Packs named lost");
    private readonly Counter<long> twoMachines = Meter.CreateCounter<long>(
        "vigia.nodes.two_machines",
        "{birth}",
        "Births under a name that two machines use"
    );
    private readonly Counter<long> failed = Meter.CreateCounter<long>(
        "vigia.ingest.failed_turns",
        "{transaction}",
        "Transactions the ledger refused"
    );
    private readonly Histogram<double> commit = Meter.CreateHistogram<double>(
        "vigia.ingest.turn",
        "s",
        "Time from the first message of a transaction to its commit"
    );
    private long storedTotal;
    private long refusedTotal;
    private long shedTotal;
    private long gapTotal;

    public long Stored => Volatile.Read(ref storedTotal);

    public long Refused => Volatile.Read(ref refusedTotal);

    public long Shed => Volatile.Read(ref shedTotal);

    public long Gaps => Volatile.Read(ref gapTotal);

    public void Committed(TurnOutcome outcome, TimeSpan took)
    {
        stored.Add(outcome.Rows.Count);
        repeats.Add(outcome.Repeats);
        gaps.Add(outcome.NamedGaps);
        commit.Record(took.TotalSeconds);
        Interlocked.Add(ref storedTotal, outcome.Rows.Count);
        Interlocked.Add(ref gapTotal, outcome.NamedGaps);
        twoMachines.Add(outcome.TwoMachines.Count);
        foreach (var (_, reason) in outcome.Refusals)
        {
            CountRefusal(reason);
        }
    }

    public void CountRefusal(Wire.Refusal reason)
    {
        refused.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));
        Interlocked.Increment(ref refusedTotal);
    }

    public void CountShed()
    {
        shed.Add(1);
        Interlocked.Increment(ref shedTotal);
    }

    public void CountFailedTurn() => failed.Add(1);
}
