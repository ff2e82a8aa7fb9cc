using System.Globalization;

namespace Vigia.Edge.Sensors;

/// <summary>Where on the board a chip is connected.</summary>
/// <param name="Lane">The chips of a lane are asked one after the other; lanes don't wait for each other.</param>
internal abstract record Wiring(string Lane);

internal sealed record I2cWiring(int Bus, int Address) : Wiring($"i2c-{Bus}")
{
    public override string ToString() => $"I2C {Bus}, 0x{Address:x2}";
}

/// <summary>All 1-wire probes share one lane, away from the others: a conversion takes 750 ms.</summary>
/// <param name="Rom">Family and serial number as the kernel writes them: <c>28-0316a2795a12</c>.</param>
internal sealed record OneWireWiring(string Rom) : Wiring("w1")
{
    public override string ToString() => $"1-Wire {Rom}";
}

internal sealed record LineWiring(LineRequest Request) : Wiring("gpio")
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"gpiochip{Request.Chip}, {Request.Line}");
}
