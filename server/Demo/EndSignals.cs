using System.Runtime.InteropServices;

namespace Vigia.Server.Demo;

/// <summary>Ctrl-C, <c>kill</c>, and the terminal that is closed: each ends the demonstration in order, from its first moment on.</summary>
internal sealed class EndSignals : IDisposable
{
    private static readonly PosixSignal[] Asking =
    [
        PosixSignal.SIGINT,
        PosixSignal.SIGTERM,
        PosixSignal.SIGQUIT,
        PosixSignal.SIGHUP,
    ];

    private readonly CancellationTokenSource ended;
    private readonly List<PosixSignalRegistration> registrations;

    public EndSignals(CancellationToken stop)
    {
        ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        registrations = [.. Asking.Select(signal => PosixSignalRegistration.Create(signal, End))];
    }

    public CancellationToken Token => ended.Token;

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        ended.Dispose();
    }

    private void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (signal.Signal == PosixSignal.SIGHUP)
        {
            // Nobody reads any more, and writing to a closed terminal fails.
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
        }

        ended.Cancel();
    }
}
