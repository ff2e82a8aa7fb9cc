using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Ledger;

/// <summary>A ledger without a disk, for schedules of millions of steps: what is not committed is gone with the process.</summary>
internal sealed class MemoryLedger : ILedgerStore
{
    private readonly List<PackKey> order = [];
    private Dictionary<(string, BootId), BootSets> boots = [];
    private HashSet<(string, BootId)> open = [];
    private Dictionary<(string, uint), long> anchors = [];
    private readonly Dictionary<string, BirthRecord> births = [];
    private readonly Dictionary<(string, string), bool> points = [];
    private readonly HashSet<(string, long)> plain = [];
    private readonly List<Action> pending = [];
    private readonly List<(string Node, long Ms)> placed = [];
    private readonly Dictionary<string, SortedSet<long>> times = [];
    private readonly Dictionary<(string, long), List<(long TimeMs, bool Plain, byte[] Bytes)>> byTime = [];

    /// <summary>Committed rows by identity; a second row of one identity fails at once.</summary>
    public Dictionary<PackKey, (StoredTime Time, byte[] Bytes)> Rows { get; } = [];

    public Dictionary<PackKey, string> RefusedSeqs { get; private set; } = [];

    public bool Fails { get; set; }

    public long NewestReceived { get; private set; }

    public IEnumerable<BootSets> LoadOpenBoots() => open.Select(key => Copy(boots[key])).ToList();

    public BootSets? FindBoot(string node, BootId boot) =>
        boots.TryGetValue((node, boot), out var sets) ? Copy(sets) : null;

    /// <summary>What is settled of a boot, as committed.</summary>
    public BootSets? Committed(string node, BootId boot) => boots.GetValueOrDefault((node, boot));

    public IEnumerable<BootSets> AllBoots => boots.Values;

    public string? ReasonOfRefusal(string node, BootId boot, long seq) =>
        RefusedSeqs.GetValueOrDefault(new PackKey(node, boot, seq));

    public IEnumerable<(string Node, uint KernelBoot, long AtMs)> LoadAnchors() =>
        anchors.Select(a => (a.Key.Item1, a.Key.Item2, a.Value)).ToList();

    public IEnumerable<BirthRecord> LoadBirths() => [.. births.Values];

    public IEnumerable<(string Name, bool Other)> LoadPoints(string node) =>
        points.Where(p => p.Key.Item1 == node).Select(p => (p.Key.Item2, p.Value)).ToList();

    public IEnumerable<(PackKey Key, ulong Hash)> LoadNewestHashes(int limit) => [];

    public long? NewestTime(string node) =>
        times.TryGetValue(node, out var known) && known.Count > 0 ? known.Max : null;

    public IReadOnlyList<(long TimeMs, bool Plain, byte[] Bytes)> Overlapping(string node, long fromMs, long toMs) =>
        times.TryGetValue(node, out var known)
            ? [.. known.GetViewBetween(fromMs, toMs).SelectMany(ms => byTime[(node, ms)])]
            : [];

    public void Begin()
    {
        pending.Clear();
        placed.Clear();
    }

    public void Append(in NewRow row)
    {
        var (key, time, bytes, isPlain) = (row.Key, row.Time, row.Bytes.ToArray(), row.Plain);
        NewestReceived = Math.Max(NewestReceived, row.ReceivedMs);
        At(key.Node, time.Ms).Add((time.Ms, isPlain, bytes));
        placed.Add((key.Node, time.Ms));
        pending.Add(() =>
        {
            Rows.Add(key, (time, bytes));
            order.Add(key);
        });
    }

    public bool TryRememberPlain(string node, long hash) => plain.Add((node, hash));

    public void AppendRefused(in RefusedRow row)
    {
        if (row is { Key: { } key, Settles: true, Reason: var reason })
        {
            pending.Add(() => RefusedSeqs[key] = reason.ToString());
        }
    }

    public void Save(BootSets sets)
    {
        var copy = Copy(sets);
        sets.Persisted = true;
        pending.Add(() => Keep(copy));
    }

    public void SaveAnchor(string node, uint kernelBoot, long atMs) =>
        pending.Add(() => anchors[(node, kernelBoot)] = atMs);

    public void DropAnchor(string node, uint kernelBoot) => pending.Add(() => anchors.Remove((node, kernelBoot)));

    public void DropAnchors() => pending.Add(anchors.Clear);

    public void SaveBirth(BirthRecord birth) => pending.Add(() => births[birth.Node] = birth);

    public void SavePoint(string node, string point, bool other) => pending.Add(() => points[(node, point)] = other);

    public void Probe() { }

    public void Commit()
    {
        if (Fails)
        {
            throw new LedgerUnavailableException("told to fail", noRoom: false);
        }

        pending.ForEach(act => act());
        pending.Clear();
    }

    public void Rollback()
    {
        pending.Clear();
        foreach (var (node, ms) in placed)
        {
            var here = byTime[(node, ms)];
            here.RemoveAt(here.Count - 1);
            Leave(node, ms, here);
        }

        placed.Clear();
    }

    /// <summary>A backup: committed sets are never changed, only replaced, so that the books alone are copied.</summary>
    public Backup BackUp() => new(order.Count, new(boots), [.. open], new(RefusedSeqs), new(anchors), NewestReceived);

    /// <summary>Back to what it held then.</summary>
    /// <returns>What had been settled since, by a row or by a refusal.</returns>
    public List<PackKey> Restore(Backup backup)
    {
        var undone = RefusedSeqs.Keys.Where(key => !backup.Refused.ContainsKey(key)).ToList();
        foreach (var key in order.Skip(backup.Rows))
        {
            Rows.Remove(key, out var row);
            var here = byTime[(key.Node, row.Time.Ms)];
            here.RemoveAll(r => ReferenceEquals(r.Bytes, row.Bytes));
            Leave(key.Node, row.Time.Ms, here);
            undone.Add(key);
        }

        order.RemoveRange(backup.Rows, order.Count - backup.Rows);
        (boots, open) = (new(backup.Boots), [.. backup.Open]);
        (RefusedSeqs, anchors) = (new(backup.Refused), new(backup.Anchors));
        NewestReceived = backup.NewestReceived;
        return undone;
    }

    internal sealed record Backup(
        int Rows,
        Dictionary<(string, BootId), BootSets> Boots,
        HashSet<(string, BootId)> Open,
        Dictionary<PackKey, string> Refused,
        Dictionary<(string, uint), long> Anchors,
        long NewestReceived
    );

    private void Leave(string node, long ms, List<(long, bool, byte[])> here)
    {
        if (here.Count == 0)
        {
            byTime.Remove((node, ms));
            times[node].Remove(ms);
        }
    }

    private List<(long TimeMs, bool Plain, byte[] Bytes)> At(string node, long ms)
    {
        if (!byTime.TryGetValue((node, ms), out var here))
        {
            byTime.Add((node, ms), here = []);
            if (!times.TryGetValue(node, out var known))
            {
                times.Add(node, known = []);
            }

            known.Add(ms);
        }

        return here;
    }

    private void Keep(BootSets sets)
    {
        var key = (sets.Node, sets.Boot);
        boots[key] = sets;
        if (sets.Closed)
        {
            open.Remove(key);
        }
        else
        {
            open.Add(key);
        }
    }

    private static BootSets Copy(BootSets sets)
    {
        var copy = new BootSets(sets.Node, sets.Boot);
        copy.Load(sets.UpTo, sets.Next, sets.StoredCount, sets.Closed);
        foreach (var range in sets.Gaps.Ranges)
        {
            copy.Gaps.Load(range);
        }

        foreach (var range in sets.Refused.Ranges)
        {
            copy.Refused.Load(range);
        }

        foreach (var (seq, reason) in sets.Newest)
        {
            copy.LoadRefused(seq, reason);
        }

        foreach (var (chunk, bits) in sets.Stored.Snapshot())
        {
            copy.Stored.Load(chunk, bits);
        }

        return copy;
    }
}
