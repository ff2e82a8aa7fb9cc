namespace Vigia.Server.Ingest;

/// <summary>Stops storing while the disk still has room for what matters more: alarms, logs, the system.</summary>
internal sealed class DiskReserve(string folder, long reserveBytes)
{
    private readonly DriveInfo drive = new(folder);
    private bool full;

    /// <summary>False below the reserve, until 1.1 times as much is free again.</summary>
    public bool HasRoom()
    {
        var free = drive.AvailableFreeSpace;
        full = full ? free < reserveBytes * 1.1 : free < reserveBytes;
        return !full;
    }
}
