using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation;

namespace Vigia.Edge.Cli;

/// <param name="Span">Zero: only make sure that it is silent.</param>
internal sealed record SirenOptions(string NodeFile, TimeSpan Span, bool IsSimulated)
{
    public static readonly TimeSpan Ordinary = TimeSpan.FromSeconds(2);
}

/// <summary>Lets a technician hear the siren; and, after a crash of the agent, makes it silent.</summary>
internal sealed class SirenVerb(Texts texts, TextWriter output, TextWriter errors)
{
    public async Task<int> RunAsync(SirenOptions options)
    {
        if (new NodeFiles(texts).TryRead(options.NodeFile, errors) is not { } node)
        {
            return ExitCode.Wrong;
        }

        if (node.Siren is not { } siren)
        {
            errors.WriteLine(texts.NoSiren(options.NodeFile));
            return ExitCode.Wrong;
        }

        if (options.Span > siren.Longest)
        {
            errors.WriteLine(texts.TooLong("--for", Amounts.Write(options.Span), Amounts.Write(siren.Longest)));
            return ExitCode.Usage;
        }

        try
        {
            using var board = Boards.Open(node.Node, node.Sensors, options.IsSimulated ? Bench() : null);
            await SoundAsync(board, siren, options.Span);
            return ExitCode.Good;
        }
        catch (IOException trouble)
        {
            errors.WriteLine(texts.SirenFault(siren, BusFault.Of(trouble), trouble.Message));
            return ExitCode.Wrong;
        }
    }

    private async Task SoundAsync(IBoard board, SirenLine siren, TimeSpan span)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        using (var line = board.OpenOutput(siren.Output))
        {
            if (span > TimeSpan.Zero)
            {
                line.Set(true);
                output.WriteLine(texts.SirenSounds(siren, span));
                await Task.Delay(span, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            line.Set(false);
        }

        output.WriteLine(texts.SirenIsSilent(siren));
    }

    private static SimulatedFarm Bench() =>
        new(SimulationOptions.Ordinary(worldFile: null), TimeProvider.System, NullLogger.Instance);

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
