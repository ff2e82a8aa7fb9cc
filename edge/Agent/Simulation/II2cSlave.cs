namespace Vigia.Edge.Simulation;

/// <summary>A chip on a simulated bus, byte for byte as its datasheet says. False is a NAK.</summary>
internal interface II2cSlave
{
    /// <summary>Power was away and is back: nothing is remembered.</summary>
    void PowerOn();

    bool Write(ReadOnlySpan<byte> bytes);

    bool Read(Span<byte> bytes);
}

/// <summary>What is wrong with a simulated bus.</summary>
internal enum BusTrouble
{
    None,

    /// <summary>No power: nobody acknowledges.</summary>
    Unplugged,

    /// <summary>SDA is held low: the adapter gives up after its time-out.</summary>
    Stuck,

    /// <summary>One bit of every answer is wrong.</summary>
    Noise,
}

/// <summary>Sees every answer on its way to the master, and may change its bits.</summary>
internal delegate void WireTap(Span<byte> answer);
