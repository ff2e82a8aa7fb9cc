using Vigia.Edge.Clock;
using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Edge.Uplink;

/// <summary>A limit of the node's own was passed.</summary>
internal sealed record LocalAlarm(string Point, string Unit, double Value, double Limit, TimeSpan Life);

/// <summary>
/// Alarms under way: each is repeated until the server has it or it expires. ≤ 64 of them; beyond that the oldest goes, counted.
/// They are lost with the process: the readings behind them are in the outbox. Safe for several threads.
/// </summary>
internal sealed class AlarmDesk(BootId boot, INodeClock clock, TimeSpan repeat, Tally tally)
{
    private const int Most = 64;

    private readonly Lock turn = new();
    private readonly List<Standing> standing = [];
    private long nextAid;

    private sealed class Standing
    {
        public required AlarmReport Report { get; init; }
        public required long ExpiresUpMs { get; init; }
        public long DueMs { get; set; }
    }

    public int Count
    {
        get
        {
            lock (turn)
            {
                return standing.Count;
            }
        }
    }

    public long Raise(LocalAlarm alarm)
    {
        var up = clock.UpMs;
        var (timeMs, quality) = clock.Now();
        var time = timeMs / 1000.0;
        lock (turn)
        {
            var aid = nextAid++;
            var expires = time + alarm.Life.TotalSeconds;
            var (point, unit, kb) = (alarm.Point, alarm.Unit, clock.KernelBoot.ToString("x8"));
            standing.Add(
                new Standing
                {
                    Report = new(
                        boot,
                        aid,
                        time,
                        quality,
                        up / 1000.0,
                        kb,
                        expires,
                        point,
                        unit,
                        alarm.Value,
                        alarm.Limit
                    ),
                    ExpiresUpMs = up + (long)alarm.Life.TotalMilliseconds,
                }
            );
            Bound();
            return aid;
        }
    }

    /// <summary>All of them are to be said again: nobody knows what the last connection carried.</summary>
    public void Connected()
    {
        lock (turn)
        {
            standing.ForEach(s => s.DueMs = 0);
        }
    }

    public IReadOnlyList<AlarmReport> Due(long now, int room)
    {
        lock (turn)
        {
            standing.RemoveAll(s => s.ExpiresUpMs <= now);
            var due = standing.Where(s => s.DueMs <= now).Take(room).ToList();
            due.ForEach(s => s.DueMs = now + (long)repeat.TotalMilliseconds);
            return [.. due.Select(s => s.Report)];
        }
    }

    public void Acked(Ack ack)
    {
        if (ack.Boot != boot)
        {
            return;
        }

        lock (turn)
        {
            standing.RemoveAll(s => ack.Alarms.Contains(s.Report.Aid));
        }
    }

    private void Bound()
    {
        if (standing.Count > Most)
        {
            standing.RemoveAt(0);
            tally.Fault("AlarmDropped");
        }
    }
}
