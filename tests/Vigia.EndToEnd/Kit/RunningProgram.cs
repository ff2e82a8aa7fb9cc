using System.Diagnostics;

namespace Vigia.EndToEnd.Kit;

internal sealed record Launch(
    string Name,
    string File,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string>? Environment = null
);

/// <summary>
/// A real process: started, listened to, signalled, and never left behind. What it said is in <see cref="Said"/>.
/// </summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(15);

    // 128 + SIGKILL
    private const int KilledCode = 137;

    private readonly Process process;
    private bool disposed;

    private RunningProgram(string name, Process process)
    {
        Name = name;
        this.process = process;
        Said = new Transcript(name);
        process.OutputDataReceived += (_, line) => Said.Add(line.Data);
        process.ErrorDataReceived += (_, line) => Said.Add(line.Data);
    }

    public string Name { get; }

    public Transcript Said { get; }

    public int Pid => process.Id;

    public bool HasEnded => disposed || process.HasExited;

    public static RunningProgram Start(Launch launch)
    {
        var start = new ProcessStartInfo(launch.File, launch.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in launch.Environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var program = new RunningProgram(launch.Name, new Process { StartInfo = start });
        program.process.Start();
        Orphans.Watch(program.process);
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Runs a program to its end; fails when it does not end well.</summary>
    public static async Task<Transcript> RunAsync(Launch launch)
    {
        await using var program = Start(launch);
        Assert.True(await program.EndAsync() == 0, $"{launch.Name} ended badly:\n{program.Said.Tail(20)}");
        return program.Said;
    }

    /// <summary>Waits for a line; fails at once, with what was said, when the program ends before it.</summary>
    public async Task<string> SaysAsync(string start, TimeSpan? within = null)
    {
        string? line = null;
        await Eventually.Until(
            $"{Name} says \"{start}\"",
            () => Heard() || (HasEnded && Fail()),
            within ?? StartLimit,
            () => "\n" + Said.Tail(20)
        );
        return line!;

        bool Heard() => (line = Said.Find(l => l.StartsWith(start, StringComparison.Ordinal))) is not null;

        bool Fail()
        {
            // Its last words may still be in the pipe.
            process.WaitForExit(EndLimit);
            Assert.True(Heard(), $"{Name} ended ({process.ExitCode}) before it said \"{start}\":\n{Said.Tail(20)}");
            return true;
        }
    }

    public void Signal(Signal signal) => Signals.Send(Pid, signal);

    /// <summary>As a power switch does it.</summary>
    public async Task KillAsync()
    {
        if (!HasEnded)
        {
            Signal(Kit.Signal.Kill);
        }

        await EndAsync();
    }

    /// <summary>Waits until it dies of <c>VIGIA_CRASH_AT</c>, and of nothing else.</summary>
    public async Task CrashesAsync()
    {
        var code = await EndAsync(Eventually.Patience);
        Assert.True(code == KilledCode, $"{Name} was to be killed and ended with {code}:\n{Said.Tail(20)}");
    }

    public void CloseInput() => process.StandardInput.Close();

    /// <summary>Waits for the end and gives the exit code.</summary>
    public async Task<int> EndAsync(TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? EndLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{Name} did not end:\n{Said.Tail(20)}");
        }

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        await KillAsync();
        Orphans.Forget(process);
        TestContext.Current.TestOutputHelper?.WriteLine(Said.Tail(60));
        disposed = true;
        process.Dispose();
    }
}
