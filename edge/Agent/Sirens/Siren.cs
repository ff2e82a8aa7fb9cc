using Vigia.Edge.Sensors;

namespace Vigia.Edge.Sirens;

/// <summary>What became of an order to the siren.</summary>
internal enum SirenAnswer
{
    Done,

    /// <summary>The line cannot be driven: taken, or not there.</summary>
    LineFault,

    /// <summary>It has sounded as long as it may.</summary>
    Resting,
}

/// <summary>
/// Drives the line of the siren, inactive from its first moment to its last. A line that cannot be opened is tried again, and counted;
/// one that fails while it sounds is closed, which is tried to make it silent, and opened anew. Safe for several threads.
/// </summary>
/// <param name="open">Opens the line, inactive.</param>
/// <param name="isLocal">Whether the node's own alarm wants it, at this uptime.</param>
/// <param name="fault">Counts a fault by its name.</param>
internal sealed class Siren(
    Func<IOutputLine> open,
    SirenBound bound,
    Func<long> upMs,
    Func<long, bool> isLocal,
    Action<string> fault
) : IDisposable
{
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private const long OpenAgainMs = 5000;

    private readonly Lock gate = new();
    private SirenState state = SirenState.Begin(upMs());
    private IOutputLine? line;
    private bool isOn;
    private bool isGone;
    private long openAfterMs;

    public bool IsOn
    {
        get
        {
            lock (gate)
            {
                return isOn;
            }
        }
    }

    /// <param name="span">Zero: be silent, as far as the order goes.</param>
    public SirenAnswer Order(TimeSpan span, bool pulsed)
    {
        lock (gate)
        {
            var now = upMs();
            Turn(now);
            if (line is null)
            {
                return SirenAnswer.LineFault;
            }

            if (span > TimeSpan.Zero && state.IsResting(bound))
            {
                return SirenAnswer.Resting;
            }

            state = state.Ordered(now, span, pulsed);
            Turn(now);
            return line is null ? SirenAnswer.LineFault : SirenAnswer.Done;
        }
    }

    /// <summary>What time alone changes.</summary>
    public void Turn()
    {
        lock (gate)
        {
            Turn(upMs());
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            do
            {
                Turn();
            } while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // Then it is silent.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isGone = true;
            Close();
        }
    }

    private void Turn(long now)
    {
        if (isGone)
        {
            return;
        }

        Open(now);
        state = state.Pass(now, line is not null && isLocal(now), bound);
        if (line is null || state.IsOn == isOn)
        {
            return;
        }

        try
        {
            line.Set(state.IsOn);
            isOn = state.IsOn;
        }
        catch (IOException)
        {
            Fail(now);
        }
    }

    private void Open(long now)
    {
        if (line is not null || now < openAfterMs)
        {
            return;
        }

        try
        {
            line = open();
        }
        catch (IOException)
        {
            Fail(now);
        }
    }

    private void Fail(long now)
    {
        fault("SirenLine");
        Close();
        openAfterMs = now + OpenAgainMs;
    }

    private void Close()
    {
        line?.Dispose();
        line = null;
        isOn = false;
    }
}
