using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Edge.Clock;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Outbox;
using Vigia.Edge.Sampling;
using Vigia.Edge.Sensors;
using Vigia.Tests.Edge.Clock;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Sampling;

internal sealed class SweepList : ISweepSink
{
    private readonly Lock gate = new();
    private readonly List<Sweep> sweeps = [];

    public IReadOnlyList<Sweep> All
    {
        get
        {
            lock (gate)
            {
                return [.. sweeps];
            }
        }
    }

    public void Put(Sweep sweep)
    {
        lock (gate)
        {
            sweeps.Add(sweep);
        }
    }
}

/// <summary>Answers what a test tells it to.</summary>
internal sealed class ScriptedSensor(Func<Measurement> answer) : ISensor
{
    public int Asked { get; private set; }

    public bool IsDisposed { get; private set; }

    public Measurement Measure()
    {
        Asked++;
        return answer();
    }

    public void Dispose() => IsDisposed = true;
}

/// <summary>A lane on a clock that a test moves.</summary>
internal sealed class LaneBench
{
    private readonly List<SensorSlot> slots = [];

    public LaneBench()
    {
        Clock = new NodeClock(Board);
        Sweep = new OpenSweep(Clock, Sweeps, Time, OpenSweep.MaxAge);
    }

    public FakeTimeProvider Time { get; } = new();
    public FakeBoard Board { get; } = new() { Quality = ClockQuality.Ntp };
    public NodeClock Clock { get; }
    public SweepList Sweeps { get; } = new();
    public OpenSweep Sweep { get; }
    public FaultCounts Faults { get; } = new();
    public List<AlarmLimit> Limits { get; } = [];
    public List<(Reading Reading, AlarmLimit Limit)> Raised { get; } = [];

    public LaneBench With(string name, TimeSpan every, Func<ISensor> open, double offset = 0, string? other = null)
    {
        var chip = SensorCatalog.Chips[0];
        var line = new SensorLine(
            name,
            chip,
            new I2cWiring(1, Sht3x.Address),
            every,
            [new PointLine(chip.Outputs[0], name, offset), new PointLine(chip.Outputs[1], other)]
        );
        slots.Add(new SensorSlot(line, open, Time));
        return this;
    }

    public Lane Lane() =>
        new(
            "i2c-1",
            slots,
            Sweep,
            new LocalAlarms(Limits, (reading, limit) => Raised.Add((reading, limit))),
            Faults,
            Time,
            NullLogger.Instance
        );

    public void Pass(TimeSpan span)
    {
        Time.Advance(span);
        Board.Pass((long)span.TotalMilliseconds);
    }

    /// <summary>Everything that was put, in order.</summary>
    public IReadOnlyList<Reading> Readings => [.. Sweeps.All.SelectMany(s => s.Readings)];
}
