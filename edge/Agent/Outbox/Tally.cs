namespace Vigia.Edge.Outbox;

/// <summary>Counts what went wrong, by name, since this process began. Safe for several threads.</summary>
internal sealed class Tally
{
    private readonly Lock turn = new();
    private readonly Dictionary<string, long> drops = [];
    private readonly Dictionary<string, long> faults = [];

    public void Drop(DropReason reason, long count = 1) => Add(drops, reason.ToString(), count);

    public void Fault(string name) => Add(faults, name, 1);

    public IReadOnlyDictionary<string, long> Drops() => Copy(drops);

    public IReadOnlyDictionary<string, long> Faults() => Copy(faults);

    public long DropsInAll()
    {
        lock (turn)
        {
            return drops.Values.Sum();
        }
    }

    private void Add(Dictionary<string, long> counts, string name, long count)
    {
        lock (turn)
        {
            counts[name] = counts.GetValueOrDefault(name) + count;
        }
    }

    private Dictionary<string, long> Copy(Dictionary<string, long> counts)
    {
        lock (turn)
        {
            return new Dictionary<string, long>(counts);
        }
    }
}
