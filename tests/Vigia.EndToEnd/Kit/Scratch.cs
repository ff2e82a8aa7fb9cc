namespace Vigia.EndToEnd.Kit;

/// <summary>A fresh folder of one test on the disk, and one in memory; both gone after it.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch()
    {
        Disk = Directory.CreateTempSubdirectory("vigia-e2e-").FullName;
        Memory = Path.Combine("/dev/shm", Path.GetFileName(Disk));
        Directory.CreateDirectory(Memory);
    }

    public string Disk { get; }

    /// <summary>Survives a killed process, not a power cut: as <c>/run</c> on a node.</summary>
    public string Memory { get; }

    public string Folder(params string[] parts) => Directory.CreateDirectory(File(parts)).FullName;

    public string File(params string[] parts) => Path.Combine([Disk, .. parts]);

    /// <summary>Set: folders stay, to be looked at.</summary>
    private static readonly bool Keep = Environment.GetEnvironmentVariable("VIGIA_KEEP") is { Length: > 0 };

    public void Dispose()
    {
        if (Keep)
        {
            return;
        }

        Directory.Delete(Disk, recursive: true);
        Directory.Delete(Memory, recursive: true);
    }
}
