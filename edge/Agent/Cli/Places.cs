using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Vigia.Edge.Cli;

/// <summary>Where a node's files lie.</summary>
internal static partial class Places
{
    private const string MemoryFiles = "/dev/shm";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static string OrdinaryData() =>
        Environment.IsPrivilegedProcess
            ? "/var/lib/vigia-edge"
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "vigia-edge");

    /// <summary>
    /// Memory that outlives the process: what systemd preserves, else shared memory. Where there is neither, beside the
    /// card's store: the card is then written for every pack, and nothing is lost.
    /// </summary>
    public static string Young(string node, string data, string? runtimeDirectory)
    {
        // systemd separates several directories by colons.
        if (runtimeDirectory?.Split(':') is [{ Length: > 0 } runtime, ..])
        {
            return Path.Combine(runtime, node);
        }

        var ours = $"{MemoryFiles}/vigia-edge-{EffectiveUserId()}";
        return OperatingSystem.IsLinux() && Directory.Exists(MemoryFiles) && IsOurs(ours)
            ? Path.Combine(ours, node)
            : Path.Combine(data, "young");
    }

    // Anyone may create names in shared memory: a folder that others can enter or own is not used.
    [SupportedOSPlatform("linux")]
    private static bool IsOurs(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder, OwnerOnly);
            File.SetUnixFileMode(folder, OwnerOnly);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();
}
