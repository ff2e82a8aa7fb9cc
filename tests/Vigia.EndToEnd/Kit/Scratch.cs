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

    public void Dispose()
    {
        Directory.Delete(Disk, recursive: true);
        Directory.Delete(Memory, recursive: true);
    }
}
