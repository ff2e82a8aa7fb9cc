namespace Vigia.Server.Rules.Replay;

/// <summary>The time of a record, moved by hand. What passed by it on the machine is so many times less.</summary>
/// <param name="speed">How many times as fast as its machine the recorded world ran.</param>
internal sealed class ReplayClock(double speed) : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;

    public override long TimestampFrequency => (long)(TimeSpan.TicksPerSecond * speed);

    public override long GetTimestamp() => Now.UtcTicks;
}
