using System.Device.I2c;

namespace Vigia.Edge.Sensors;

/// <summary>
/// What a board offers to its sensors: the kernel's buses and lines, or simulated ones. Whatever cannot be opened is an
/// <see cref="IOException"/> in the kernel's words, and is tried again with the sensor's next turn. Safe for several threads.
/// </summary>
internal interface IBoard : IDisposable
{
    I2cDevice OpenI2c(int bus, int address);

    /// <summary>The kernel's text of one 1-wire slave: <c>/sys/bus/w1/devices/ROM/w1_slave</c>.</summary>
    IOneWire OpenOneWire(string rom);

    /// <summary>Counts the pulses of one line of a GPIO chip from now on.</summary>
    IPulseLine OpenPulses(LineRequest request);

    IInputLine OpenInput(LineRequest request);

    /// <summary>An output, not active until it is told so.</summary>
    IOutputLine OpenOutput(OutputRequest request);
}

internal interface IOneWire : IDisposable
{
    string ReadSlave();
}

internal interface IPulseLine : IDisposable
{
    /// <summary>Rising edges since the line was opened, those a full buffer lost included.</summary>
    long Count();
}

internal interface IInputLine : IDisposable
{
    bool IsActive();
}

/// <summary>Disposing makes it inactive before it is given back: what the kernel does with a line that nobody has is the board's.</summary>
internal interface IOutputLine : IDisposable
{
    void Set(bool active);
}

/// <param name="Chip">Number of the GPIO chip: <c>/dev/gpiochipN</c>.</param>
/// <param name="Line">Offset of the line in it.</param>
/// <param name="ActiveLow">The relay pulls when the line is low.</param>
internal sealed record OutputRequest(int Chip, int Line, bool ActiveLow)
{
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"gpiochip{Chip}, {Line}");
}

/// <param name="Chip">Number of the GPIO chip: <c>/dev/gpiochipN</c>.</param>
/// <param name="Line">Offset of the line in it: the BCM number of a Raspberry Pi.</param>
/// <param name="Debounce">Edges closer together than this are one; zero for none.</param>
internal sealed record LineRequest(int Chip, int Line, LineBias Bias, bool ActiveLow, TimeSpan Debounce);

internal enum LineBias
{
    None,
    PullUp,
    PullDown,
}
