using System.Diagnostics;
using System.Reflection;
using Vigia.Server.Cli;

namespace Vigia.Server.Demo;

/// <summary>The agent as a child: all simulated nodes in one process, which ends when its standard input closes.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(4);

    private readonly Process process;

    private AgentProcess(Process process) => this.process = process;

    public static AgentProcess Start(IReadOnlyList<string> nodeFiles, string folder, Texts texts)
    {
        var agent = Find(texts);
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        string[] words =
        [
            agent,
            "simulate",
            .. nodeFiles,
            "--data",
            Path.Combine(folder, "agent"),
            "--every",
            "1s",
            "--until-stdin-closes",
        ];
        Array.ForEach(words, start.ArgumentList.Add);
        start.Environment["RUNTIME_DIRECTORY"] = Path.Combine(folder, "young");
        var child = Process.Start(start)!;
        child.OutputDataReceived += (_, _) => { };
        child.BeginOutputReadLine();
        return new AgentProcess(child);
    }

    /// <summary>Lets the nodes send what they still have, and waits for their end.</summary>
    public async Task EndAsync()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(EndsWithin);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await EndAsync();
        }

        process.Dispose();
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
        return File.Exists(built) ? built : throw new PlainWords(texts.DemoNeedsAgent(built ?? beside), ExitCode.Wrong);
    }
}
