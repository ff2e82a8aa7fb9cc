using System.Runtime.InteropServices;
using Vigia.Server.Storage;
using Vigia.Wire;

namespace Vigia.Server.Ledger.Rollups;

/// <summary>
/// Every point in buckets of a minute, a quarter and an hour: what is written, and the minutes that are not yet. Safe for several
/// threads. What cannot be read is empty.
/// </summary>
internal sealed class Rollups(string folder, RollupOptions options, ILogger<Rollups> log) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Node, string Point), long> ids = [];
    private readonly List<(long Id, string Node, string Point)> newSeries = [];
    private readonly Dictionary<(long Series, long Minute), Rollup> unwritten = [];
    private RollupFile? file;
    private long lastId;

    /// <summary>Up to where readings are in the buckets, those in memory included.</summary>
    public RollupCursor Cursor { get; private set; }

    public int Unwritten
    {
        get
        {
            lock (gate)
            {
                return unwritten.Count;
            }
        }
    }

    public bool IsFull => Unwritten >= options.MaxUnwritten;

    /// <summary>Goes on where it ended, if this is that ledger. Throws <see cref="SqliteFault"/>.</summary>
    public void Align(ILedgerReader ledger)
    {
        lock (gate)
        {
            Open();
            if (Cursor.Epoch == ledger.Epoch && Cursor.Row <= ledger.LastRow)
            {
                return;
            }

            // Another ledger, or an older copy: what it holds is counted again, what was before it stays as it is.
            var first = ledger.ReadAfter(0, 1) is [var row] ? row.ReceivedMs : long.MaxValue;
            var floor = first == long.MaxValue ? first : RollupLevel.Hour.SlotOf(first) * RollupLevel.Hour.BucketMs;
            floor = Cursor.Epoch.Length == 0 ? long.MinValue : floor;
            if (first == long.MaxValue && Cursor.Epoch.Length > 0)
            {
                // Nothing is in it yet: decided with its first row.
                return;
            }

            unwritten.Clear();
            Cursor = new RollupCursor(ledger.Epoch, 0, floor);
            file!.Write(Cursor, () => ForgetFrom(floor));
        }
    }

    /// <summary>A row of the ledger, or what was derived from one (then <paramref name="row"/> is null).</summary>
    public void Take(string node, long timeMs, IReadOnlyList<Reading> readings, long? row)
    {
        lock (gate)
        {
            foreach (var reading in readings)
            {
                Add(node, reading, timeMs + reading.OffsetMs);
            }

            Cursor = row is { } taken ? Cursor with { Row = taken } : Cursor;
        }
    }

    /// <summary>Buckets from that slot on, empty where nothing was read.</summary>
    public Rollup[] Read(string node, string point, RollupLevel level, long firstSlot, int count)
    {
        var buckets = new Rollup[count];
        lock (gate)
        {
            if (!ids.TryGetValue((node, point), out var id))
            {
                return buckets;
            }

            try
            {
                file?.Read(level, id, firstSlot, buckets);
            }
            catch (SqliteFault e)
            {
                log.LogError(e, "{File} cannot be read", RollupFile.Name);
            }

            foreach (var ((series, minute), bucket) in unwritten)
            {
                var slot = level.SlotOf(minute * RollupLevel.Minute.BucketMs) - firstSlot;
                if (series == id && slot >= 0 && slot < count)
                {
                    buckets[slot] += bucket;
                }
            }
        }

        return buckets;
    }

    /// <summary>Writes what is in memory. Throws <see cref="SqliteFault"/>; then it stays there.</summary>
    public void Write()
    {
        lock (gate)
        {
            if (file is null || (unwritten.Count == 0 && Cursor == file.ReadCursor()))
            {
                return;
            }

            file.Write(Cursor, AddUnwritten);
            unwritten.Clear();
            newSeries.Clear();
        }
    }

    /// <summary>What is older than it is kept. Throws <see cref="SqliteFault"/>.</summary>
    public void Forget(DateTimeOffset now)
    {
        lock (gate)
        {
            file?.Write(
                file.ReadCursor(),
                () =>
                {
                    foreach (var level in RollupLevel.All)
                    {
                        var oldest = level.SlotOf((now - level.Kept).ToUnixTimeMilliseconds());
                        ids.Values.ToList().ForEach(id => file.Forget(level, id, long.MinValue, oldest));
                    }
                }
            );
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            file?.Dispose();
            file = null;
        }
    }

    private void Open()
    {
        if (file is not null)
        {
            return;
        }

        file = RollupFile.Open(folder, log);
        Cursor = file.ReadCursor();
        foreach (var (id, node, point) in file.Series())
        {
            ids[(node, point)] = id;
            lastId = Math.Max(lastId, id);
        }
    }

    private void Add(string node, in Reading reading, long ms)
    {
        var quantity = Quantity.Of(reading.Point, reading.Unit);
        if (
            reading.Flag is QartodFlag.Fail or QartodFlag.Missing
            || reading.Value * quantity.Factor is not { } value
            || ms < Math.Max(0, Cursor.FloorMs)
            || IdOf(node, reading.Point) is not { } id
        )
        {
            return;
        }

        ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(
            unwritten,
            (id, RollupLevel.Minute.SlotOf(ms)),
            out _
        );
        bucket += Rollup.Of(value);
    }

    private long? IdOf(string node, string point)
    {
        if (ids.TryGetValue((node, point), out var id))
        {
            return id;
        }

        if (file is null || ids.Count >= options.MaxSeries)
        {
            RollupMetrics.LeftOut.Add(1);
            return null;
        }

        newSeries.Add((++lastId, node, point));
        return ids[(node, point)] = lastId;
    }

    private void AddUnwritten()
    {
        newSeries.ForEach(series => file!.AddSeries(series.Id, series.Node, series.Point));
        foreach (var level in RollupLevel.All)
        {
            var summed = new Dictionary<(long, long), Rollup>();
            foreach (var ((series, minute), bucket) in unwritten)
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    summed,
                    (series, level.SlotOf(minute * RollupLevel.Minute.BucketMs)),
                    out _
                );
                sum += bucket;
            }

            foreach (var ((series, slot), bucket) in summed.OrderBy(entry => entry.Key))
            {
                file!.Add(level, series, slot, bucket);
            }
        }
    }

    private void ForgetFrom(long floorMs)
    {
        foreach (var level in RollupLevel.All)
        {
            var first = floorMs == long.MinValue ? long.MinValue : level.SlotOf(floorMs);
            ids.Values.ToList().ForEach(id => file!.Forget(level, id, first, long.MaxValue));
        }
    }
}
