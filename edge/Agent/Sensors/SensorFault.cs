using Vigia.Wire;

namespace Vigia.Edge.Sensors;

/// <summary>Why a sensor gave no value. The names go over the wire: never renamed.</summary>
internal enum SensorFault
{
    /// <summary>Nobody acknowledged the address, or the chip was still busy after its longest conversion.</summary>
    NoAnswer,

    /// <summary>A word did not fit its checksum: noise on the cable.</summary>
    BadChecksum,

    /// <summary>The chip gave a value that it cannot measure.</summary>
    OutOfRange,

    /// <summary>Somebody holds SDA or SCL down: the whole bus is silent.</summary>
    BusStuck,

    /// <summary>The kernel has no such bus, or this user may not open it.</summary>
    NoBus,

    /// <summary>Any other word of the kernel's about the transfer.</summary>
    BusError,

    /// <summary>No answer within the sensor's time-out.</summary>
    TooSlow,

    /// <summary>The voltage is outside of what the sensor can give: a wire is broken, or two touch.</summary>
    BrokenWire,

    /// <summary>The chip has just had its power back: its value is the one it wakes with, not a measurement.</summary>
    PowerLost,

    /// <summary>Another program holds the GPIO line: it can have one owner only.</summary>
    LineTaken,
}

internal static class SensorFaults
{
    /// <summary>What came and was wrong has failed; what did not come is missing.</summary>
    public static QartodFlag Flag(this SensorFault fault) =>
        fault is SensorFault.BadChecksum or SensorFault.OutOfRange or SensorFault.BrokenWire or SensorFault.PowerLost
            ? QartodFlag.Fail
            : QartodFlag.Missing;
}
