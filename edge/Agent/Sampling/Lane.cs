using Microsoft.Extensions.Logging;
using Vigia.Edge.Sensors;

namespace Vigia.Edge.Sampling;

/// <summary>
/// One bus and its sensors, asked one after the other on a thread of their own. A sensor that fails is named in a reading
/// and asked more seldom; a kernel call that does not come back is named too, by <see cref="Look"/> on another thread.
/// </summary>
/// <param name="time">The machine's, by which a kernel call hangs; when a sensor is due is its slot's affair.</param>
internal sealed partial class Lane(
    string name,
    IReadOnlyList<SensorSlot> slots,
    OpenSweep sweep,
    LocalAlarms alarms,
    FaultCounts faults,
    TimeProvider time,
    ILogger logger
) : IDisposable
{
    /// <summary>Longest conversation with one sensor: three time-outs of the kernel's adapter.</summary>
    public static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private SensorSlot? asked;
    private long askedAt;
    private int timesGivenUp;

    public string Name => name;

    /// <summary>Asks every sensor that is due; answers how long nobody will be.</summary>
    public TimeSpan Turn()
    {
        foreach (var slot in slots)
        {
            if (slot.UntilDue <= TimeSpan.Zero)
            {
                Ask(slot);
            }
        }

        sweep.CloseIfOld();
        return slots.Min(s => s.UntilDue);
    }

    /// <summary>To be called several times a second: closes an old sweep, and gives up on a sensor that hangs.</summary>
    public void Look()
    {
        if (HangingSensor() is { } hanging)
        {
            LogHanging(name, hanging.Name, timesGivenUp);
            foreach (var slot in slots)
            {
                Report(slot, slot == hanging ? SensorFault.TooSlow : SensorFault.BusStuck);
            }
        }

        sweep.CloseIfOld();
    }

    public void Close() => sweep.CloseNow();

    public void Dispose()
    {
        foreach (var slot in slots)
        {
            slot.Dispose();
        }
    }

    private void Ask(SensorSlot slot)
    {
        lock (gate)
        {
            (asked, askedAt, timesGivenUp) = (slot, time.GetTimestamp(), 0);
        }

        var measured = Measure(slot);
        lock (gate)
        {
            asked = null;
            measured = time.GetElapsedTime(askedAt) > TimeOut || timesGivenUp > 0 ? SensorFault.TooSlow : measured;
        }

        LogChange(slot, measured.Fault);
        slot.Schedule(failed: measured.Fault is not null);
        if (timesGivenUp == 0)
        {
            Report(slot, measured);
        }
    }

    // A mistake in a driver is that sensor's trouble, not its neighbours'.
    private Measurement Measure(SensorSlot slot)
    {
        try
        {
            return slot.Ask();
        }
        catch (Exception mistake)
        {
            LogMistake(mistake, name, slot.Name);
            return SensorFault.BusError;
        }
    }

    private void Report(SensorSlot slot, Measurement measured)
    {
        foreach (var fault in measured.Faults)
        {
            faults.Count(slot.Name, fault);
        }

        var readings = slot.ReadingsOf(measured);
        if (readings.Count == 0)
        {
            return;
        }

        var isAlarm = alarms.AreBeyond(readings);
        var stamp = sweep.Add(readings, isAlarm);
        alarms.Judge(readings, stamp);
    }

    // Named again after 3 s, 6 s, 12 s … of hanging, at least every five minutes.
    private SensorSlot? HangingSensor()
    {
        lock (gate)
        {
            var patience = TimeOut * Math.Min(1 << Math.Min(timesGivenUp, 10), 100);
            if (asked is null || time.GetElapsedTime(askedAt) < patience)
            {
                return null;
            }

            timesGivenUp++;
            return asked;
        }
    }

    private void LogChange(SensorSlot slot, SensorFault? fault)
    {
        if (fault is null && slot.Failures > 0)
        {
            LogBack(name, slot.Name, slot.Failures);
        }
        else if (fault is { } named)
        {
            LogFault(name, slot.Name, named, slot.Failures + 1);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Lane}: {Sensor} {Fault}, {Times} in a row")]
    private partial void LogFault(string lane, string sensor, SensorFault fault, int times);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Lane}: {Sensor} answers again after {Times} failures")]
    private partial void LogBack(string lane, string sensor, int times);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Lane}: {Sensor} hangs in the kernel, given up {Times} times")]
    private partial void LogHanging(string lane, string sensor, int times);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Lane}: {Sensor}: a mistake in its driver")]
    private partial void LogMistake(Exception mistake, string lane, string sensor);
}
