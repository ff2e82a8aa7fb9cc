using Vigia.Edge.Outbox;

namespace Vigia.Edge.Sampling;

/// <summary>Counts the sweeps on their way to the outbox.</summary>
internal sealed class SweepCounter(ISweepSink next) : ISweepSink
{
    private long count;

    public long Count => Interlocked.Read(ref count);

    public void Put(Sweep sweep)
    {
        next.Put(sweep);
        Interlocked.Increment(ref count);
    }
}
