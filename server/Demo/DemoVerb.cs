using Vigia.Server.Cli;

namespace Vigia.Server.Demo;

/// <summary><c>vigia demo</c>: a whole farm in one command, and the bed in which it is tested.</summary>
internal static class DemoVerb
{
    public static async Task<int> RunAsync(Settings settings, CancellationToken stop)
    {
        var options = DemoOptions.Read(settings);
        using var signals = new EndSignals(stop);
        using var folder = DemoFolder.Take(options.Keep, settings.Texts);
        try
        {
            return await new Demonstration(options, folder, settings.Texts).RunAsync(signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            // Asked to end before it had begun.
            return ExitCode.Good;
        }
    }
}
