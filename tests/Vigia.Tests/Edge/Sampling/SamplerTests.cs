using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Edge.Clock;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Outbox;
using Vigia.Edge.Sampling;
using Vigia.Edge.Sensors;
using Vigia.EndToEnd.Kit;

namespace Vigia.Tests.Edge.Sampling;

public sealed class SamplerTests
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SweepList sweeps = new();
    private readonly CancellationTokenSource stop = new();

    [Fact]
    public async Task A_lane_that_hangs_stops_no_other_and_not_the_end()
    {
        using var hangs = new ManualResetEventSlim();
        var hanging = Lane("bad", sweeps, () => new ScriptedSensor(() => Hang(hangs)));
        var good = Lane("good", sweeps, () => new ScriptedSensor(() => Measurement.Of(25, 60)));
        var run = new Sampler([hanging, good], Time, NullLogger.Instance).RunAsync(stop.Token);

        await Eventually.Until("the good lane's sweeps", () => sweeps.All.Count >= 2);
        await stop.CancelAsync();
        await run.WaitAsync(Patience);

        Assert.All(sweeps.All, s => Assert.All(s.Readings, r => Assert.Equal("good", r.Point)));
        hangs.Set();
    }

    [Fact]
    public async Task What_was_sampled_is_put_when_it_stops_and_the_sensor_is_let_go()
    {
        var sensor = new ScriptedSensor(() => Measurement.Of(25, 60));
        var lane = Lane("air", sweeps, () => sensor, TimeSpan.FromHours(1));
        var run = new Sampler([lane], Time, NullLogger.Instance).RunAsync(stop.Token);
        await Eventually.Until("the first measurement", () => sensor.Asked > 0);

        await stop.CancelAsync();
        await run.WaitAsync(Patience);

        Assert.Equal("air", Assert.Single(Assert.Single(sweeps.All).Readings).Point);
        Assert.True(sensor.IsDisposed);
    }

    [Fact]
    public async Task A_sink_that_fails_once_does_not_end_the_sampling()
    {
        var sink = new FailsOnce(sweeps);
        var lane = Lane("air", sink, () => new ScriptedSensor(() => Measurement.Of(25, 60)));
        var run = new Sampler([lane], Time, NullLogger.Instance).RunAsync(stop.Token);

        await Eventually.Until("a sweep after the lost one", () => sink.Failed && sweeps.All.Count > 0);
        await stop.CancelAsync();
        await run.WaitAsync(Patience);
    }

    private static Lane Lane(string name, ISweepSink sink, Func<ISensor> open, TimeSpan? every = null)
    {
        var chip = SensorCatalog.Chips[0];
        var interval = every ?? TimeSpan.FromMilliseconds(20);
        var line = new SensorLine(
            name,
            chip,
            new I2cWiring(1, Sht3x.Address),
            interval,
            [new PointLine(chip.Outputs[0], name), new PointLine(chip.Outputs[1], null)]
        );
        var sweep = new OpenSweep(new NodeClock(new LinuxClock()), sink, Time, TimeSpan.FromMilliseconds(50));
        var alarms = new LocalAlarms([], (_, _) => { });
        return new Lane(
            name,
            [new SensorSlot(line, open, Time)],
            sweep,
            alarms,
            new FaultCounts(),
            Time,
            NullLogger.Instance
        );
    }

    private static Measurement Hang(ManualResetEventSlim hangs)
    {
        hangs.Wait(Patience);
        return SensorFault.BusStuck;
    }

    private sealed class FailsOnce(ISweepSink next) : ISweepSink
    {
        public bool Failed { get; private set; }

        public void Put(Sweep sweep)
        {
            if (!Failed)
            {
                Failed = true;
                throw new IOException("no room");
            }

            next.Put(sweep);
        }
    }
}
