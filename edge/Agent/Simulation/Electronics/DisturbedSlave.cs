namespace Vigia.Edge.Simulation.Electronics;

/// <summary>A chip at the end of a cable that somebody else's motor disturbs.</summary>
internal sealed class DisturbedSlave(II2cSlave chip, WireTap disturb) : II2cSlave
{
    public void PowerOn() => chip.PowerOn();

    public bool Write(ReadOnlySpan<byte> bytes) => chip.Write(bytes);

    public bool Read(Span<byte> bytes)
    {
        if (!chip.Read(bytes))
        {
            return false;
        }

        disturb(bytes);
        return true;
    }
}
