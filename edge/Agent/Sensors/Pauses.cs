namespace Vigia.Edge.Sensors;

internal static class Pauses
{
    /// <summary>
    /// Holds the lane's own thread for the milliseconds a chip converts: there is no event to wait for, and a stopping agent
    /// lets a begun conversation end, or its last reading would be a false fault.
    /// </summary>
    public static readonly Pause Real = Thread.Sleep;
}
