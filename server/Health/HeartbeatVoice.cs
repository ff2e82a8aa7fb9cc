using Vigia.Server.Clock;
using Vigia.Wire;

namespace Vigia.Server.Health;

/// <summary>
/// What this server's heartbeat says, and what it makes of another's: of two on one site the later one holds back until the
/// other has been silent for 60 s (WIRE §4).
/// </summary>
internal sealed class HeartbeatVoice(
    ServerSelf self,
    ServerState state,
    ServerClock clock,
    ClockWatch watch,
    ServerOptions options,
    ILogger<HeartbeatVoice> logger
)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private long heardElderAt = long.MinValue / 2;
    private TimeTrust trust;

    public Heartbeat Now() => new(self.Id, self.Run, self.Since, clock.NowMs / 1000.0, clock.Quality, state.Store);

    /// <summary>A live heartbeat of another run.</summary>
    public void Hear(Heartbeat other)
    {
        var elder = (other.Since, other.Run).CompareTo((self.Since, self.Run)) < 0;
        if (other.Run == self.Run || other.Store == StoreState.Down || !elder)
        {
            return;
        }

        Volatile.Write(ref heardElderAt, ServerClock.MonotonicMs);
        if (!state.IsSecond)
        {
            state.IsSecond = true;
            logger.LogCritical(
                "SecondServer: server {Id} has been on this site before; this one acknowledges and judges nothing while it lives",
                other.Id
            );
        }
    }

    /// <summary>Says when this machine's clock loses or regains trust: without it nodes get no time.</summary>
    public void LookAtClock()
    {
        var now = watch.Judge(clock.NowMs, ServerClock.MonotonicMs);
        if (now == trust)
        {
            return;
        }

        trust = now;
        if (now == TimeTrust.Trusted)
        {
            logger.LogInformation("This machine's clock is to be believed again: nodes get the time");
        }
        else
        {
            logger.LogCritical(
                "This machine's clock is not to be believed ({Trust}): nodes get no time until it is set",
                now
            );
        }
    }

    /// <summary>The elder has been silent long enough: this server is the one.</summary>
    public void StandUpAfterSilence()
    {
        var silentMs = ServerClock.MonotonicMs - Volatile.Read(ref heardElderAt);
        if (state.IsSecond && silentMs > options.Scaled(Silence).TotalMilliseconds)
        {
            state.IsSecond = false;
            logger.LogWarning("The other server has been silent: this one acknowledges and judges again");
        }
    }
}
