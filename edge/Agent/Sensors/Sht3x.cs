using System.Device.I2c;

namespace Vigia.Edge.Sensors;

/// <summary>Sensirion SHT30, SHT31, SHT35: air temperature and relative humidity. Page numbers: datasheet SHT3x-DIS.</summary>
internal sealed class Sht3x(I2cDevice device, Pause pause) : ISensor
{
    // Section 3, pin assignment: ADDR to ground, or to VDD.
    public const int Address = 0x44;
    public const int OtherAddress = 0x45;

    public static readonly Chip Chip = new(
        "sht3x",
        new OnI2c(Address, OtherAddress),
        [Output.Temperature, Output.Humidity],
        (board, line, time) => new Sht3x(board.OpenI2c(line), time.Pause)
    );

    // Section 4.3, table 9: single shot, high repeatability, no clock stretching.
    private static readonly byte[] MeasureHigh = [0x24, 0x00];

    // Section 2.2, table 4: t_MEAS,h is 12.5 ms typically and 15 ms at most.
    private static readonly TimeSpan Conversion = TimeSpan.FromMilliseconds(15);

    // Section 4.4: a read before the end of the conversion is answered by a NAK.
    private static readonly TimeSpan OnceMore = TimeSpan.FromMilliseconds(5);

    // Section 1.2, table 2: the specified range; beyond it there are numbers, but no meaning.
    private const double ColdestCelsius = -40;
    private const double HottestCelsius = 125;

    public Measurement Measure()
    {
        Span<byte> frame = stackalloc byte[2 * Sensirion.WordBytes];
        try
        {
            device.Write(MeasureHigh);
            pause(Conversion);
            Read(frame);
        }
        catch (IOException trouble)
        {
            return BusFault.Of(trouble);
        }

        return Decode(frame).From(frame);
    }

    public void Dispose() => device.Dispose();

    internal static Measurement Decode(ReadOnlySpan<byte> frame)
    {
        if (!Sensirion.TryWord(frame, 0, out var rawTemperature) || !Sensirion.TryWord(frame, 1, out var rawHumidity))
        {
            return SensorFault.BadChecksum;
        }

        var celsius = Celsius(rawTemperature);
        return celsius is < ColdestCelsius or > HottestCelsius
            ? SensorFault.OutOfRange
            : Measurement.Of(celsius, RelativeHumidity(rawHumidity));
    }

    // Section 4.13: conversion of signal output.
    internal static double Celsius(ushort raw) => -45 + (175 * raw / 65535.0);

    internal static double RelativeHumidity(ushort raw) => 100 * raw / 65535.0;

    private void Read(Span<byte> frame)
    {
        try
        {
            device.Read(frame);
        }
        catch (IOException busy) when (BusFault.Of(busy) == SensorFault.NoAnswer)
        {
            pause(OnceMore);
            device.Read(frame);
        }
    }
}
