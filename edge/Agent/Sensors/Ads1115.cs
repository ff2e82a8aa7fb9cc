using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Device.I2c;

namespace Vigia.Edge.Sensors;

/// <summary>
/// TI ADS1115: four voltages against ground, one single shot each. It has no checksum; that its configuration reads back
/// as it was written is the proof of having understood each other. Sections: datasheet SBAS444D.
/// </summary>
internal sealed class Ads1115(I2cDevice device, IReadOnlyList<AnalogInput> inputs, Pause pause) : ISensor
{
    public const int Inputs = 4;

    // Table 8-3: PGA 000 to 101.
    public static readonly ImmutableArray<double> FullScales = [6.144, 4.096, 2.048, 1.024, 0.512, 0.256];

    // Table 7-1: ADDR to ground, VDD, SDA or SCL.
    private static readonly int[] Addresses = [0x48, 0x49, 0x4A, 0x4B];

    // Four conversions of 1/128 s, and the bus is not its alone.
    private static readonly TimeSpan Fastest = TimeSpan.FromMilliseconds(100);

    public static readonly Chip Chip = new(
        "ads1115",
        new OnI2c(Addresses),
        [],
        (board, line, time) => new Ads1115(board.OpenI2c(line), line.SettingsAs<AnalogSettings>().Inputs, time.Pause)
    )
    {
        Needs = new NeedsInputs(Inputs, FullScales),
        Fastest = Fastest,
    };

    // Section 8.1.1: the address pointer.
    private const byte ConversionRegister = 0;
    private const byte ConfigRegister = 1;

    // Table 8-3: OS (written: begin; read: at rest), one input against ground, MODE single shot, 128 samples a second,
    // comparator off.
    private const ushort Ready = 1 << 15;
    private const int FirstInputAlone = 4;
    private const ushort SingleShot = 1 << 8;
    private const ushort OrdinaryRate = 4 << 5;
    private const ushort NoComparator = 3;

    // 1/128 s and the 10 % that the oscillator may be slow (section 6.5).
    private static readonly TimeSpan Conversion = TimeSpan.FromMilliseconds(8.6);
    private static readonly TimeSpan OnceMore = TimeSpan.FromMilliseconds(2);
    private const int MostLooks = 4;

    public Measurement Measure()
    {
        Span<byte> conversation = stackalloc byte[2 * Inputs];
        var samples = new Sample[inputs.Count];
        try
        {
            foreach (var (index, input) in inputs.Index())
            {
                var answer = conversation.Slice(2 * index, 2);
                if (Convert(input, answer) is { } fault)
                {
                    return fault;
                }

                samples[index] = Decode(BinaryPrimitives.ReadInt16BigEndian(answer), input);
            }
        }
        catch (IOException trouble)
        {
            return BusFault.Of(trouble);
        }

        return Measurement.Of(samples).From(conversation[..(2 * inputs.Count)]);
    }

    public void Dispose() => device.Dispose();

    internal static ushort ConfigOf(AnalogInput input)
    {
        var multiplexer = FirstInputAlone + input.Input;
        var gain = FullScales.IndexOf(input.FullScaleVolts);
        return (ushort)(Ready | (multiplexer << 12) | (gain << 9) | SingleShot | OrdinaryRate | NoComparator);
    }

    internal static double Volts(short raw, double fullScale) => raw * fullScale / 32768;

    internal static Sample Decode(short raw, AnalogInput input)
    {
        // Section 7.5.3: an input beyond the full scale clips to these.
        if (raw is short.MaxValue or short.MinValue)
        {
            return SensorFault.OutOfRange;
        }

        var volts = Volts(raw, input.FullScaleVolts);
        return input.Wire?.Contains(volts) == false ? SensorFault.BrokenWire : input.Calibration.ValueAt(volts);
    }

    private SensorFault? Convert(AnalogInput input, Span<byte> answer)
    {
        var config = ConfigOf(input);
        device.Write([ConfigRegister, (byte)(config >> 8), (byte)config]);
        pause(Conversion);
        for (var look = 0; look < MostLooks; look++)
        {
            device.WriteRead([ConfigRegister], answer);
            var now = BinaryPrimitives.ReadUInt16BigEndian(answer);
            if ((now | Ready) != config)
            {
                return SensorFault.PowerLost;
            }

            if ((now & Ready) != 0)
            {
                device.WriteRead([ConversionRegister], answer);
                return null;
            }

            pause(OnceMore);
        }

        return SensorFault.NoAnswer;
    }
}
