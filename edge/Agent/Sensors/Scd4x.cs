using System.Buffers.Binary;
using System.Device.I2c;

namespace Vigia.Edge.Sensors;

/// <summary>
/// Sensirion SCD40, SCD41: CO2, air temperature, relative humidity. It measures by itself every 5 s; before the first value
/// it has nothing yet. Sections: datasheet SCD4x (version 1.5, 2024).
/// </summary>
internal sealed class Scd4x(I2cDevice device, Co2Settings settings, SensorTime time) : ISensor
{
    public const int Address = 0x62;

    /// <summary>Section 3.6.1: the interval of its periodic measurement.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public static readonly Chip Chip = new(
        "scd4x",
        new OnI2c(Address),
        [new("co2", "ppm", 500), Output.Temperature, Output.Humidity],
        (board, line, time) => new Scd4x(board.OpenI2c(line), line.SettingsAs<Co2Settings>(), time)
    )
    {
        Needs = new NeedsSelfCalibration(),
        Fastest = Interval,
    };

    // Table 9: commands, and how long they take.
    private const ushort StartPeriodic = 0x21B1;
    private const ushort StopPeriodic = 0x3F86;
    private const ushort SetSelfCalibration = 0x2416;
    private const ushort DataReady = 0xE4B8;
    private const ushort ReadMeasurement = 0xEC05;
    private static readonly TimeSpan StopTakes = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan OthersTake = TimeSpan.FromMilliseconds(1);

    // Section 3.9.2: ready unless the lowest 11 bits are 0.
    private const ushort ReadyBits = 0x07FF;

    // Without values for three intervals it has forgotten that it should measure: its power was away.
    private static readonly TimeSpan Silence = 3 * Interval;

    // Table 2: the output range. 0 ppm is a chip that has not measured.
    private const int LeastPpm = 1;
    private const int MostPpm = 40_000;
    private const double ColdestCelsius = -10;
    private const double HottestCelsius = 60;

    private long? spokeAt;

    public Measurement Measure()
    {
        try
        {
            return spokeAt is { } since ? Ask(since) : Start();
        }
        catch (IOException trouble)
        {
            spokeAt = null;
            return BusFault.Of(trouble);
        }
    }

    public void Dispose() => device.Dispose();

    internal static Measurement Decode(ReadOnlySpan<byte> frame)
    {
        if (
            !Sensirion.TryWord(frame, 0, out var ppm)
            || !Sensirion.TryWord(frame, 1, out var rawTemperature)
            || !Sensirion.TryWord(frame, 2, out var rawHumidity)
        )
        {
            return SensorFault.BadChecksum;
        }

        // The formulas are those of the SHT4x inside, which are the SHT3x's.
        var celsius = Sht3x.Celsius(rawTemperature);
        return ppm is < LeastPpm or > MostPpm || celsius is < ColdestCelsius or > HottestCelsius
            ? SensorFault.OutOfRange
            : Measurement.Of(ppm, celsius, Sht3x.RelativeHumidity(rawHumidity));
    }

    // It may be measuring still from before this process: then it refuses everything but to stop.
    private Measurement Start()
    {
        Send(StopPeriodic);
        time.Pause(StopTakes);
        Send(SetSelfCalibration, settings.SelfCalibration ? (ushort)1 : (ushort)0);
        time.Pause(OthersTake);
        Send(StartPeriodic);
        spokeAt = time.World.GetTimestamp();
        return Measurement.NotYet;
    }

    private Measurement Ask(long since)
    {
        Span<byte> ready = stackalloc byte[Sensirion.WordBytes];
        Read(DataReady, ready);
        if (!Sensirion.TryWord(ready, 0, out var state))
        {
            return ((Measurement)SensorFault.BadChecksum).From(ready);
        }

        return (state & ReadyBits) != 0 ? Take()
            : time.World.GetElapsedTime(since) <= Silence ? Measurement.NotYet
            : Forgotten();
    }

    private Measurement Take()
    {
        Span<byte> frame = stackalloc byte[3 * Sensirion.WordBytes];
        Read(ReadMeasurement, frame);
        spokeAt = time.World.GetTimestamp();
        return Decode(frame).From(frame);
    }

    private Measurement Forgotten()
    {
        spokeAt = null;
        return SensorFault.PowerLost;
    }

    private void Send(ushort command)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, command);
        device.Write(bytes);
    }

    private void Send(ushort command, ushort word)
    {
        Span<byte> bytes = stackalloc byte[2 + Sensirion.WordBytes];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, command);
        Sensirion.WriteWord(bytes[2..], 0, word);
        device.Write(bytes);
    }

    private void Read(ushort command, Span<byte> answer)
    {
        Send(command);
        time.Pause(OthersTake);
        device.Read(answer);
    }
}
