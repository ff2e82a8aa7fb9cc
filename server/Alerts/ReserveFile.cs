namespace Vigia.Server.Alerts;

/// <summary>
/// Space on the disk that belongs to the alert store: given back when the disk is full, taken again when there is room.
/// </summary>
internal sealed class ReserveFile(string folder, long bytes, ILogger log)
{
    public const string Name = "vigia.reserve";

    private readonly string path = Path.Combine(folder, Name);

    public bool Stands => File.Exists(path);

    /// <summary>Frees the space. False when there was nothing left to free.</summary>
    public bool Release()
    {
        if (!Stands)
        {
            return false;
        }

        try
        {
            File.Delete(path);
            log.LogWarning("The disk is full: {Reserve} ({Bytes} bytes) is given to the alert store", path, bytes);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError(e, "{Reserve} cannot be deleted", path);
            return false;
        }
    }

    /// <summary>Takes the space while at least three times as much is free. False when the reserve does not stand after it.</summary>
    public bool TryTake()
    {
        if (Stands)
        {
            return true;
        }

        try
        {
            if (new DriveInfo(folder).AvailableFreeSpace < 3 * bytes)
            {
                return false;
            }

            Write();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(e, "{Reserve} cannot be written", path);
            File.Delete(path + ".new");
            return false;
        }
    }

    // Bytes are written, not only asked for: a sparse file would reserve nothing.
    private void Write()
    {
        using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write))
        {
            var block = new byte[64 * 1024];
            for (var left = bytes; left > 0; left -= block.Length)
            {
                file.Write(block, 0, (int)Math.Min(left, block.Length));
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}
