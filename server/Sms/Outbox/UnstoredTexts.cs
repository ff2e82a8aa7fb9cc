namespace Vigia.Server.Sms.Outbox;

/// <summary>Texts whose rows no disk would keep: they go before all others, and are not followed. Safe for several threads.</summary>
internal sealed class UnstoredTexts
{
    /// <summary>Beyond it the oldest is dropped and counted.</summary>
    public const int Most = 1_000;

    private readonly Lock gate = new();
    private readonly LinkedList<SmsRow> waiting = [];

    public void Add(IReadOnlyList<SmsRow> rows)
    {
        lock (gate)
        {
            foreach (var row in rows)
            {
                waiting.AddLast(row);
                SmsMetrics.Unpersisted.Add(1);
                if (waiting.Count > Most)
                {
                    waiting.RemoveFirst();
                    SmsMetrics.Dropped.Add(1);
                }
            }
        }
    }

    /// <summary>What an alert told is over.</summary>
    public void Cancel(long alert, string? keep, PhoneNumber? to)
    {
        lock (gate)
        {
            foreach (var row in waiting.Where(IsOfIt).ToList())
            {
                waiting.Remove(row);
            }
        }

        bool IsOfIt(SmsRow row) => row.Alert == alert && row.Message != keep && (to is null || row.To == to);
    }

    /// <summary>The first for this way, fire before others; whoever takes it sends it or gives it back.</summary>
    public SmsRow? Take(int way)
    {
        lock (gate)
        {
            var row = waiting.Where(one => one.Way == way).OrderByDescending(one => one.Priority).FirstOrDefault();
            if (row is not null)
            {
                waiting.Remove(row);
            }

            return row;
        }
    }

    /// <summary>No way took it: the next one tries it.</summary>
    public void GiveBack(SmsRow row)
    {
        lock (gate)
        {
            waiting.AddFirst(row);
        }
    }
}
