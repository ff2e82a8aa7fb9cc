using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Sms.Modem;

namespace Vigia.EndToEnd.Sms;

/// <summary>Debian's smsd 3.1 with a spool of its own, at the modem's line, where and as a farm's server runs it.</summary>
internal sealed class Smsd(Scratch scratch, GsmModem modem) : IAsyncDisposable
{
    public const string Path = "/usr/sbin/smsd";

    private static readonly string[] Folders = ["outgoing", "checked", "sent", "failed", "incoming", "report", "stats"];

    private static readonly string Shipped = File.ReadAllText(
        System.IO.Path.Combine(Checkout.Root, "server", "deploy", "smsd.conf")
    );

    private RunningProgram? program;

    public string Spool { get; } = scratch.Folder("spool");

    public string StatusFile => System.IO.Path.Combine(Spool, "stats", "status");

    public string NetworkFile => System.IO.Path.Combine(Spool, "stats", "network");

    public RunningProgram Program => program ?? throw new InvalidOperationException("smsd was not started");

    /// <summary>As Debian starts it: user smsd, in group dialout alone; with the folders as a farm's systemd makes them.</summary>
    public async Task StartAsDebianDoesAsync()
    {
        var shipped = System.IO.Path.Combine(Checkout.Root, "server", "deploy", "vigia-sms.tmpfiles.conf");
        foreach (var folder in (await File.ReadAllLinesAsync(shipped)).Select(text => text.Split(' ')))
        {
            if (folder is ["d", var path, var mode, var user, var group, ..])
            {
                var place = path.Replace("/var/spool/sms", Spool, StringComparison.Ordinal);
                await RunningProgram.RunAsync(
                    new Launch("install", "/usr/bin/install", ["-d", "-m", mode, "-o", user, "-g", group, place])
                );
            }
        }

        var line = File.ResolveLinkTarget(modem.DevicePath, returnFinalTarget: true)!.FullName;
        await RunningProgram.RunAsync(new Launch("chgrp", "/bin/chgrp", ["dialout", line]));
        await RunningProgram.RunAsync(new Launch("chmod", "/bin/chmod", ["660", line]));
        // Its log and its pid lie beside the spool.
        await RunningProgram.RunAsync(new Launch("chown", "/bin/chown", ["smsd", scratch.Disk]));
        await RunningProgram.RunAsync(new Launch("chmod", "/bin/chmod", ["711", scratch.Disk]));
        await StartAsync("-usmsd", "-gdialout");
    }

    public async Task StartAsync(params string[] more)
    {
        await StopAsync();
        ForgetTheDead();
        foreach (var folder in Folders)
        {
            Directory.CreateDirectory(At(folder));
        }

        var config = scratch.File("smsd.conf");
        await File.WriteAllTextAsync(config, Config());
        program = RunningProgram.Start(
            new Launch(
                "smsd",
                Path,
                ["-t", "-c", config, .. more],
                new Dictionary<string, string>
                {
                    ["TZ"] = "America/Caracas",
                    ["LANG"] = "C",
                    ["LC_ALL"] = "C",
                }
            )
        );
    }

    /// <summary>As <c>vigia-modem.service</c>: killed, and begun by Debian's script, which takes its locks away.</summary>
    public async Task BeginAnewAsync()
    {
        await KillAsync();
        foreach (var locked in Directory.GetFiles(Spool, "*.LOCK", SearchOption.AllDirectories))
        {
            File.Delete(locked);
        }

        await StartAsync();
    }

    /// <summary>As a power cut: the main process and its modem's one, at once.</summary>
    public async Task KillAsync()
    {
        foreach (var child in Children())
        {
            Signals.Send(child, Signal.Kill);
        }

        await Program.KillAsync();
        File.Delete(scratch.File("smsd.pid"));
    }

    /// <summary>Whether one of its processes has the modem's line open now.</summary>
    public bool HasLineOpen()
    {
        var line = File.ResolveLinkTarget(modem.DevicePath, returnFinalTarget: true)?.FullName;
        return Children()
            .SelectMany(child => Directory.GetFileSystemEntries($"/proc/{child}/fd"))
            .Any(open => new FileInfo(open).LinkTarget == line);
    }

    public int Count(string folder) =>
        Directory.GetFiles(At(folder)).Count(file => !file.EndsWith(".LOCK", StringComparison.Ordinal));

    public string Log()
    {
        var log = scratch.File("smsd.log");
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(60)) : "";
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task StopAsync()
    {
        if (program is { HasEnded: false })
        {
            await KillAsync();
        }

        if (program is not null)
        {
            await program.DisposeAsync();
        }
    }

    // A killed smsd leaves /tmp/mm_smsd_PID.sem of its user behind: another user's smsd that gets the same PID one day does not start.
    private static void ForgetTheDead()
    {
        foreach (var left in Directory.GetFiles("/tmp", "mm_smsd_*.sem"))
        {
            var pid = System.IO.Path.GetFileNameWithoutExtension(left)["mm_smsd_".Length..];
            if (!Directory.Exists($"/proc/{pid}"))
            {
                File.Delete(left);
            }
        }
    }

    private IEnumerable<int> Children() =>
        File.ReadAllText($"/proc/{Program.Pid}/task/{Program.Pid}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(int.Parse);

    private string At(string folder) => System.IO.Path.Combine(Spool, folder);

    // What a farm installs, with the places of this test, and shorter pauses after trouble.
    private string Config() =>
        Shipped
            .Replace("/var/spool/sms", Spool, StringComparison.Ordinal)
            .Replace("/var/log/smstools/smsd.log", scratch.File("smsd.log"), StringComparison.Ordinal)
            .Replace("/run/smstools/", scratch.File("") + "/", StringComparison.Ordinal)
            .Replace("/dev/modem-sms", modem.DevicePath, StringComparison.Ordinal)
            .Replace("loglevel = 5", "loglevel = 6", StringComparison.Ordinal)
            .Replace("errorsleeptime = 2", "errorsleeptime = 1", StringComparison.Ordinal)
            .Replace("blockafter = 3", "blockafter = 100", StringComparison.Ordinal)
            .Replace("regular_run_interval = 30", "regular_run_interval = 1", StringComparison.Ordinal);
}
