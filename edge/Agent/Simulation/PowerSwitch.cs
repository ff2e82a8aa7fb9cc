using Vigia.Edge.Outbox;

namespace Vigia.Edge.Simulation;

/// <summary>Lets nothing into the outbox once the sensors have no power: there is nothing to put.</summary>
internal sealed class PowerSwitch(ISweepSink outbox, CancellationToken sensorsOff) : ISweepSink
{
    public void Put(Sweep sweep)
    {
        if (!sensorsOff.IsCancellationRequested)
        {
            outbox.Put(sweep);
        }
    }
}
