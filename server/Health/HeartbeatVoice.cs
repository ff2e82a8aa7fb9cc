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
    ServerOptions options,
    ILogger<HeartbeatVoice> logger
)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private long heardElderAt = long.MinValue / 2;

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
