using System.Security.Cryptography;
using Vigia.Server.Storage;

namespace Vigia.Server.Sms.Smstools;

/// <summary>
/// The folders through which smsd 3.1 is spoken to, in the order a message passes them. A message keeps its file's name
/// (smsd's <c>keep_filename</c>, its default), so that one look along the way finds it wherever it is.
/// </summary>
internal sealed class SmstoolsSpool(string root)
{
    public const string OrdinaryRoot = "/var/spool/sms";

    private const string Prefix = "vigia.";

    /// <summary>Files of a folder that are read at one look.</summary>
    private const int MaxFiles = 1_000;

    /// <summary>Entries of a folder that nobody clears; beyond it files are not seen.</summary>
    private const int MaxEntries = 20_000;

    private static readonly string[] OnTheWay = ["outgoing", "checked", "sent", "failed"];

    public string Root => root;

    public IEnumerable<string> MissingFolders() =>
        OnTheWay.Append("incoming").Where(folder => !Directory.Exists(Path.Combine(root, folder)));

    /// <summary>
    /// Whole or not at all: written beside the folder that smsd reads, flushed, and renamed into it. Throws what a disk throws.
    /// </summary>
    public void Put(string handle, byte[] bytes)
    {
        var temporary = Path.Combine(root, $".{Prefix}{handle}");
        DurableFile.Write(temporary, bytes);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(temporary, ModeOf(File.GetUnixFileMode(root)));
        }

        File.Move(temporary, PathOf("outgoing", handle));
    }

    // Debian runs smsd as user smsd in no group but dialout: into a spool that is closed to all others (vigia-sms.tmpfiles.conf) it
    // comes as its owner, and reads there what everybody may.
    private static UnixFileMode ModeOf(UnixFileMode folder) =>
        !folder.HasFlag(UnixFileMode.OtherExecute) ? (UnixFileMode)0b110_110_110 : (UnixFileMode)0b110_110_000;

    /// <summary>
    /// The folder in which the message is now, null when it is in none. Files move forwards only: looking in their
    /// direction misses none that moves meanwhile.
    /// </summary>
    public string? FolderOf(string handle) => OnTheWay.FirstOrDefault(folder => File.Exists(PathOf(folder, handle)));

    public SpoolFile? Read(string folder, string handle) => Read(PathOf(folder, handle));

    /// <summary>Only what no modem is sending can be taken back; smsd's own lock is held meanwhile.</summary>
    public bool TryTakeBack(string handle) => TryTakeBack("outgoing", handle) || TryTakeBack("checked", handle);

    private bool TryTakeBack(string folder, string handle)
    {
        var path = PathOf(folder, handle);
        var gate = path + ".LOCK";
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            new FileStream(gate, FileMode.CreateNew).Dispose();
            var isThere = File.Exists(path);
            File.Delete(path);
            File.Delete(gate);
            return isThere;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The newest files of a folder, the oldest of them first.</summary>
    public IReadOnlyList<FileInfo> Files(string folder)
    {
        var place = new DirectoryInfo(Path.Combine(root, folder));
        return place.Exists
            ?
            [
                .. place
                    .EnumerateFiles()
                    .Where(file => !file.Name.EndsWith(".LOCK", StringComparison.Ordinal) && file.Name[0] != '.')
                    .Take(MaxEntries)
                    .OrderBy(file => file.LastWriteTimeUtc)
                    .TakeLast(MaxFiles),
            ]
            : [];
    }

    /// <summary>In the packaged spool the daemon's files are its own: what cannot be deleted stays, and is known by its id.</summary>
    public bool TryDelete(string folder, string name)
    {
        try
        {
            File.Delete(Path.Combine(root, folder, name));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>When the network last took a message.</summary>
    public DateTimeOffset? LastSent() =>
        Files("sent") is [.., var last] ? new DateTimeOffset(last.LastWriteTimeUtc) : null;

    public static SpoolFile? Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[Math.Min(file.Length, SmsBounds.MaxForeignBytes)];
            file.ReadExactly(bytes);
            return SpoolFile.Read(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It moved on, is being written, or was put there with rights that are not for us: those beside it are read.
            return null;
        }
    }

    /// <summary>The same for one received file at every look, also where it may not be deleted; null: it cannot be read now.</summary>
    public static string? IdentityOf(FileInfo file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file.FullName);
            return $"{file.Name}.{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string PathOf(string folder, string handle) => Path.Combine(root, folder, Prefix + handle);
}
