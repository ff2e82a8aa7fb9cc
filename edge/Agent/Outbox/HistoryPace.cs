namespace Vigia.Edge.Outbox;

/// <summary>
/// How many packs of history go with each live one: 1 after a connection and after a pack that had to be repeated, doubling with
/// each ack up to the limit.
/// </summary>
internal sealed class HistoryPace(int most)
{
    public int PerLive { get; private set; } = 1;

    public void Answered() => PerLive = Math.Min(most, PerLive * 2);

    public void Slow() => PerLive = 1;
}
