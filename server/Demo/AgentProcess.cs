using System.Diagnostics;
using System.Reflection;
using Vigia.Server.Cli;

namespace Vigia.Server.Demo;

/// <summary>The agent as a child: all simulated nodes in one process, which ends when its standard input closes.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(4);

    // What it logs is kept; more than this is no demonstration any more.
    private const long MaxLogBytes = 20 * 1024 * 1024;

    private readonly Process process;
    private readonly StreamWriter log;
    private readonly TaskCompletionSource<string?> lastWords = new();
    private string? lastLine;

    private AgentProcess(Process process, StreamWriter log)
    {
        (this.process, this.log) = (process, log);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Its exit code, once it has ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <param name="words">What <c>vigia-edge simulate</c> is to do.</param>
    public static AgentProcess Start(DemoFolder folder, IReadOnlyList<string> words, Texts texts)
    {
        var start = new ProcessStartInfo("dotnet", [Find(texts), "simulate", .. words, "--data", folder.Agent])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("--until-stdin-closes");
        start.Environment["RUNTIME_DIRECTORY"] = Path.Combine(folder.Path, "young");
        Directory.CreateDirectory(folder.Agent);
        return new AgentProcess(Process.Start(start)!, File.CreateText(Path.Combine(folder.Agent, "agent.log")));
    }

    public Task EndedAsync(CancellationToken stop) => process.WaitForExitAsync(stop);

    /// <summary>The last line it wrote for people, once it has ended.</summary>
    public async Task<string> LastWordsAsync() => await lastWords.Task.WaitAsync(EndsWithin) ?? "";

    /// <summary>Tells the nodes to end, and waits for it.</summary>
    public async Task EndAsync()
    {
        if (process.HasExited)
        {
            return;
        }

        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(EndsWithin);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        process.Dispose();
        await log.DisposeAsync();
    }

    // Beside a published server, else where the build put it.
    public static string Find(Texts texts)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "agent", "vigia-edge.dll");
        if (File.Exists(beside))
        {
            return beside;
        }

        var built = typeof(AgentProcess)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(a => a.Key == "AgentPath")
            ?.Value;
        return File.Exists(built)
            ? built
            : throw new PlainWords(texts.DemoNeedsAgent(built ?? beside), Cli.ExitCode.Wrong);
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            lastWords.TrySetResult(lastLine);
            return;
        }

        lastLine = line;
        if (log.BaseStream.Length < MaxLogBytes)
        {
            log.WriteLine(line);
        }
    }
}
