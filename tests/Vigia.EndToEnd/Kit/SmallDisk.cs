using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Vigia.EndToEnd.Kit;

/// <summary>A small disk of its own beneath a folder, which keeps what is in it. Mounting needs root, as containers of CI have it.</summary>
internal sealed partial class SmallDisk : IDisposable
{
    private const int DetachNow = 2;

    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    private string Ballast => Path.Combine(folder, "ballast");

    public static SmallDisk Under(string folder, int megabytes)
    {
        var aside = $"{folder}.aside";
        Directory.Move(folder, aside);
        Directory.CreateDirectory(folder);
        if (Mount("tmpfs", folder, "tmpfs", 0, $"size={megabytes}m") != 0)
        {
            var reason = new Win32Exception(Marshal.GetLastPInvokeError()).Message;
            Assert.Fail($"this row needs to mount a small tmpfs, and may not: {reason}. Run tests/run as root.");
        }

        Databases.CopyFolder(aside, folder);
        return new SmallDisk(folder);
    }

    /// <summary>Leaves so much free, and when that is 0 not a byte.</summary>
    public void FillTo(int freeMegabytes)
    {
        using var ballast = new FileStream(Ballast, FileMode.Create);
        var block = new byte[4096];
        try
        {
            while (new DriveInfo(folder).AvailableFreeSpace > freeMegabytes * 1024L * 1024)
            {
                ballast.Write(block);
                ballast.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    public void Empty() => File.Delete(Ballast);

    public void Dispose() => Unmount(folder, DetachNow);

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string type, nuint flags, string data);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unmount(string target, int flags);
}
