using Vigia.Edge.Sampling;
using Vigia.Edge.Sensors;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Sampling;

public sealed class LaneTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly LaneBench bench = new();

    [Fact]
    public void A_sensor_is_asked_at_its_interval()
    {
        var sensor = new ScriptedSensor(() => Measurement.Of(25, 60));
        var lane = bench.With("air", 5 * Second, () => sensor).Lane();

        var rest = lane.Turn();
        Assert.Equal(5 * Second, rest);

        bench.Pass(4 * Second);
        lane.Turn();
        Assert.Equal(1, sensor.Asked);

        bench.Pass(Second);
        lane.Turn();
        Assert.Equal(2, sensor.Asked);
    }

    [Fact]
    public void A_value_bears_its_calibration_and_unwanted_outputs_are_left_out()
    {
        var lane = bench
            .With("air", Second, () => new ScriptedSensor(() => Measurement.Of(25, 60)), offset: -0.5)
            .Lane();

        lane.Turn();
        lane.Close();

        Assert.Equal(new Reading("air", "Cel", 24.5), Assert.Single(bench.Readings));
    }

    [Fact]
    public void A_fault_is_a_reading_without_value()
    {
        var lane = bench.With("air", Second, () => new ScriptedSensor(() => SensorFault.NoAnswer)).Lane();

        lane.Turn();
        lane.Close();

        var reading = Assert.Single(bench.Readings);
        Assert.Equal(new Reading("air", "Cel", null, Fault: "NoAnswer", Flag: QartodFlag.Missing), reading);
        Assert.Equal(1, bench.Faults.Snapshot()["air.NoAnswer"]);
    }

    [Fact]
    public void Noise_is_asked_once_more_before_it_is_a_fault()
    {
        var answers = new Queue<Measurement>([SensorFault.BadChecksum, Measurement.Of(25, 60)]);
        var lane = bench.With("air", Second, () => new ScriptedSensor(answers.Dequeue)).Lane();

        lane.Turn();
        lane.Close();

        Assert.Equal(25, Assert.Single(bench.Readings).Value);
        Assert.Empty(bench.Faults.Snapshot());
    }

    [Fact]
    public void Noise_stays_a_fault_when_the_chip_has_nothing_more_to_say()
    {
        var answers = new Queue<Measurement>([SensorFault.BadChecksum, Measurement.NotYet]);
        var lane = bench.With("air", Second, () => new ScriptedSensor(answers.Dequeue)).Lane();

        lane.Turn();
        lane.Close();

        Assert.Equal("BadChecksum", Assert.Single(bench.Readings).Fault);
    }

    [Fact]
    public void A_chip_that_has_nothing_yet_says_nothing_and_is_asked_at_its_interval()
    {
        var sensor = new ScriptedSensor(() => Measurement.NotYet);
        var lane = bench.With("air", Second, () => sensor).Lane();

        TurnEverySecond(lane, 10);
        lane.Close();

        Assert.Equal(10, sensor.Asked);
        Assert.Empty(bench.Readings);
        Assert.Empty(bench.Faults.Snapshot());
    }

    [Fact]
    public void A_broken_wire_at_one_input_is_that_points_fault_alone()
    {
        var both = new ScriptedSensor(() => Measurement.Of(SensorFault.BrokenWire, 60));
        var lane = bench.With("air", Second, () => both, other: "humidity").Lane();

        lane.Turn();
        lane.Close();

        Assert.Equal(
            [
                new Reading("air", "Cel", null, Fault: "BrokenWire", Flag: QartodFlag.Fail),
                new Reading("humidity", "%RH", 60),
            ],
            bench.Readings
        );
        Assert.Equal(1, bench.Faults.Snapshot()["air.BrokenWire"]);
    }

    [Fact]
    public void A_counter_tells_its_sum_too()
    {
        var meter = new ScriptedSensor(() => Measurement.Of(new Sample(3.5, 5120.50004), 60));
        var lane = bench.With("water", Second, () => meter).Lane();

        lane.Turn();
        lane.Close();

        Assert.Equal((3.5, 5120.5), (bench.Readings[0].Value, bench.Readings[0].Sum));
    }

    [Fact]
    public void A_stuck_bus_is_not_asked_twice()
    {
        var sensor = new ScriptedSensor(() => SensorFault.BusStuck);
        var lane = bench.With("air", Second, () => sensor).Lane();

        lane.Turn();

        Assert.Equal(1, sensor.Asked);
    }

    [Fact]
    public void A_failing_sensor_is_asked_ever_more_seldom_and_its_neighbour_as_ever()
    {
        var bad = new ScriptedSensor(() => SensorFault.BusStuck);
        var good = new ScriptedSensor(() => Measurement.Of(25, 60));
        var lane = bench.With("bad", Second, () => bad).With("good", Second, () => good).Lane();

        for (var second = 0; second < 600; second++)
        {
            lane.Turn();
            bench.Pass(Second);
        }

        Assert.Equal(600, good.Asked);
        Assert.InRange(bad.Asked, 8, 16);
    }

    [Fact]
    public void A_sensor_that_answers_again_is_asked_at_its_interval_again()
    {
        var works = false;
        var sensor = new ScriptedSensor(() => works ? Measurement.Of(25, 60) : SensorFault.NoAnswer);
        var lane = bench.With("air", Second, () => sensor).Lane();
        TurnEverySecond(lane, 30);
        works = true;
        TurnEverySecond(lane, 60);
        var before = sensor.Asked;

        TurnEverySecond(lane, 10);

        Assert.Equal(before + 10, sensor.Asked);
    }

    [Fact]
    public void A_bus_that_cannot_be_opened_is_tried_again()
    {
        var isThere = false;
        var sensor = new ScriptedSensor(() => Measurement.Of(25, 60));
        var lane = bench
            .With(
                "air",
                Second,
                () => isThere ? sensor : throw new IOException("Error 2. Can not open I2C device file")
            )
            .Lane();
        lane.Turn();

        isThere = true;
        bench.Pass(Second);
        lane.Turn();
        lane.Close();

        Assert.Equal(["NoBus", null], bench.Readings.Select(r => r.Fault));
    }

    [Fact]
    public void A_mistake_in_a_driver_stops_nothing()
    {
        var good = new ScriptedSensor(() => Measurement.Of(25, 60));
        var lane = bench
            .With("bad", Second, () => new ScriptedSensor(() => throw new InvalidOperationException("a mistake")))
            .With("good", Second, () => good)
            .Lane();

        lane.Turn();
        lane.Close();

        Assert.Equal(["BusError", null], bench.Readings.Select(r => r.Fault));
    }

    [Fact]
    public void Time_that_was_slept_through_is_left_out_not_made_up_for()
    {
        var sensor = new ScriptedSensor(() => Measurement.Of(25, 60));
        var lane = bench.With("air", Second, () => sensor).Lane();
        lane.Turn();

        bench.Pass(TimeSpan.FromHours(1));
        lane.Turn();
        lane.Turn();

        Assert.Equal(2, sensor.Asked);
    }

    [Fact]
    public void A_sensor_slower_than_its_time_out_gives_no_value()
    {
        var lane = bench.With("air", Second, () => new ScriptedSensor(AnswersLate)).Lane();

        lane.Turn();
        lane.Close();

        Assert.Equal("TooSlow", Assert.Single(bench.Readings).Fault);
    }

    [Fact]
    public async Task A_sensor_that_hangs_in_the_kernel_is_named_while_it_hangs_and_its_late_answer_is_not_believed()
    {
        using var hangs = new ManualResetEventSlim();
        using var asked = new ManualResetEventSlim();
        var lane = bench.With("air", Second, () => new ScriptedSensor(() => Hang(asked, hangs))).Lane();
        var turn = Task.Run(lane.Turn);
        Assert.True(asked.Wait(TimeSpan.FromSeconds(20)));

        lane.Look();
        lane.Close();
        Assert.Empty(bench.Readings);

        bench.Pass(Lane.TimeOut);
        lane.Look();
        lane.Close();
        Assert.Equal("TooSlow", Assert.Single(bench.Readings).Fault);

        hangs.Set();
        await turn.WaitAsync(TimeSpan.FromSeconds(20));
        lane.Close();
        Assert.Single(bench.Readings);
    }

    [Fact]
    public void A_reading_beyond_a_local_limit_raises_an_alarm_and_marks_its_sweep()
    {
        bench.Limits.Add(new AlarmLimit("air", AlarmSide.Above, 42, TimeSpan.FromMinutes(10)));
        var lane = bench.With("air", Second, () => new ScriptedSensor(() => Measurement.Of(45, 60))).Lane();

        lane.Turn();
        lane.Close();

        Assert.True(Assert.Single(bench.Sweeps.All).Alarm);
        Assert.Equal(45, Assert.Single(bench.Raised).Reading.Value);
    }

    private Measurement AnswersLate()
    {
        bench.Pass(Lane.TimeOut + Second);
        return Measurement.Of(25, 60);
    }

    private static Measurement Hang(ManualResetEventSlim asked, ManualResetEventSlim hangs)
    {
        asked.Set();
        Assert.True(hangs.Wait(TimeSpan.FromSeconds(20)));
        return Measurement.Of(25, 60);
    }

    private void TurnEverySecond(Lane lane, int times)
    {
        for (var i = 0; i < times; i++)
        {
            lane.Turn();
            bench.Pass(Second);
        }
    }
}
