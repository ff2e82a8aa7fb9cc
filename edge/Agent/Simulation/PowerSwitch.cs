using Vigia.Edge.Outbox;

namespace Vigia.Edge.Simulation;

/// <summary>Lets nothing into the outbox once the board's power is gone: nobody is there to put it.</summary>
internal sealed class PowerSwitch(ISweepSink outbox, CancellationToken powerLost) : ISweepSink
{
    public void Put(Sweep sweep)
    {
        if (!powerLost.IsCancellationRequested)
        {
            outbox.Put(sweep);
        }
    }
}
