using System.Threading.Channels;
using Vigia.Wire;

namespace Vigia.Server.Alerts;

/// <summary>
/// Alarms that wait to be stored, ≤ <see cref="Most"/> and ≤ <see cref="MostOfNode"/> of one node, so that none takes another's place.
/// One that finds no place is not taken: its node repeats it. Safe for several threads.
/// </summary>
internal sealed class AlarmQueue
{
    public const int Most = 1_000;
    public const int MostOfNode = 16;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> waiting = [];
    private readonly Channel<(string Node, AlarmReport Alarm)> queue = System.Threading.Channels.Channel.CreateBounded<(
        string,
        AlarmReport
    )>(Most);

    public bool TryPut(string node, AlarmReport alarm)
    {
        lock (gate)
        {
            var own = waiting.GetValueOrDefault(node);
            if (own >= MostOfNode || !queue.Writer.TryWrite((node, alarm)))
            {
                return false;
            }

            waiting[node] = own + 1;
            return true;
        }
    }

    public bool TryTake(out (string Node, AlarmReport Alarm) next)
    {
        lock (gate)
        {
            if (!queue.Reader.TryRead(out next))
            {
                return false;
            }

            if (--waiting[next.Node] == 0)
            {
                waiting.Remove(next.Node);
            }

            return true;
        }
    }

    public ValueTask<bool> WaitAsync(CancellationToken stop) => queue.Reader.WaitToReadAsync(stop);
}
