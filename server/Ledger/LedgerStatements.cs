using System.Runtime.InteropServices;
using Vigia.Server.Storage;
using Vigia.Wire;

namespace Vigia.Server.Ledger;

/// <summary>The ledger's statements, prepared once.</summary>
internal sealed class LedgerStatements(SqliteDb db)
{
    // Neighbours looked at when times may collide; a node with more packs in one span is stored without a further look.
    private const int MaxNeighbours = 512;

    private readonly Statement insertPack = db.Prepare(
        """
        INSERT INTO pack(node_id, boot, seq, plain, received_ms, time_ms, span_ms, clk, clock_off, zone, hash, bytes)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    );

    private readonly Statement insertNode = db.Prepare("INSERT INTO node(name) VALUES(?)");
    private readonly Statement insertPlain = db.Prepare("INSERT OR IGNORE INTO plain VALUES(?, ?)");
    private readonly Statement saveBoot = db.Prepare("INSERT OR REPLACE INTO boot VALUES(?, ?, ?, ?, ?, ?)");
    private readonly Statement saveBits = db.Prepare("INSERT OR REPLACE INTO stored_bits VALUES(?, ?, ?, ?)");
    private readonly Statement dropBits = db.Prepare(
        "DELETE FROM stored_bits WHERE node_id = ? AND boot = ? AND chunk = ?"
    );
    private readonly Statement saveGap = db.Prepare("INSERT INTO gap VALUES(?, ?, ?, ?)");
    private readonly Statement dropGap = db.Prepare("DELETE FROM gap WHERE node_id = ? AND boot = ? AND first = ?");
    private readonly Statement saveAnchor = db.Prepare("INSERT OR REPLACE INTO anchor VALUES(?, ?, ?)");
    private readonly Statement dropAnchor = db.Prepare("DELETE FROM anchor WHERE node_id = ? AND kb = ?");
    private readonly Statement saveBirth = db.Prepare("INSERT OR REPLACE INTO birth VALUES(?, ?, ?, ?, ?, ?, ?)");
    private readonly Statement savePoint = db.Prepare("INSERT OR REPLACE INTO point VALUES(?, ?, ?)");

    private readonly Statement selectBoot = db.Prepare(
        "SELECT upto, next, stored, closed FROM boot WHERE node_id = ? AND boot = ?"
    );

    private readonly Statement selectBits = db.Prepare(
        "SELECT chunk, bits FROM stored_bits WHERE node_id = ? AND boot = ?"
    );

    private readonly Statement selectGaps = db.Prepare(
        "SELECT first, last FROM gap WHERE node_id = ? AND boot = ? ORDER BY first"
    );

    private readonly Statement selectRefused = db.Prepare(
        "SELECT seq, reason FROM refused WHERE settles = 1 AND node_id = ? AND boot = ? ORDER BY id"
    );

    private readonly Statement selectReason = db.Prepare(
        "SELECT reason FROM refused WHERE settles = 1 AND node_id = ? AND boot = ? AND seq = ?"
    );

    private readonly Statement selectNewestTime = db.Prepare(
        "SELECT time_ms FROM pack WHERE node_id = ? ORDER BY time_ms DESC LIMIT 1"
    );

    private readonly Statement saveWidestSpan = db.Prepare("UPDATE node SET widest_ms = ? WHERE id = ?");

    private readonly Statement selectBetween = db.Prepare(
        "SELECT time_ms, plain, bytes FROM pack WHERE node_id = ? AND time_ms BETWEEN ? AND ? ORDER BY time_ms DESC LIMIT ?"
    );

    public long InsertNode(string name)
    {
        insertNode.Bind(1, name).Run();
        return db.LastInsertedRow;
    }

    public void InsertPack(long node, in NewRow row)
    {
        insertPack
            .Bind(1, node)
            .Bind(2, row.Key.Boot.AsColumn())
            .Bind(3, row.Key.Seq)
            .Bind(4, row.Plain ? 1 : 0)
            .Bind(5, row.ReceivedMs)
            .Bind(6, row.Time.Ms)
            .Bind(7, row.SpanMs)
            .Bind(8, (long)row.Time.Clock)
            .Bind(9, row.Time.ClockOff ? 1 : 0);
        if (row.Zone is null)
        {
            insertPack.BindNull(10);
        }
        else
        {
            insertPack.Bind(10, row.Zone);
        }

        insertPack.Bind(11, unchecked((long)row.Hash)).Bind(12, row.Bytes.Span).Run();
    }

    /// <summary>True when this payload of a plain device is new.</summary>
    public bool InsertPlain(long node, long hash)
    {
        insertPlain.Bind(1, node).Bind(2, hash).Run();
        return db.Changes == 1;
    }

    public void SaveBoot(long node, BootSets sets)
    {
        var boot = sets.Boot.AsColumn();
        saveBoot
            .Bind(1, node)
            .Bind(2, boot)
            .Bind(3, sets.UpTo)
            .Bind(4, sets.Next)
            .Bind(5, sets.StoredCount)
            .Bind(6, sets.Closed ? 1 : 0)
            .Run();
        foreach (var (chunk, words) in sets.Stored.TakeChanges())
        {
            if (words is null)
            {
                dropBits.Bind(1, node).Bind(2, boot).Bind(3, chunk).Run();
            }
            else
            {
                saveBits
                    .Bind(1, node)
                    .Bind(2, boot)
                    .Bind(3, chunk)
                    .Bind(4, MemoryMarshal.AsBytes(words.AsSpan()))
                    .Run();
            }
        }

        foreach (var (added, range) in sets.Gaps.TakeChanges())
        {
            if (added)
            {
                saveGap.Bind(1, node).Bind(2, boot).Bind(3, range.First).Bind(4, range.Last).Run();
            }
            else
            {
                dropGap.Bind(1, node).Bind(2, boot).Bind(3, range.First).Run();
            }
        }

        // Refusals have rows of their own.
        sets.Refused.TakeChanges();
        sets.Persisted = true;
    }

    public BootSets? LoadBoot(string node, long id, BootId boot)
    {
        selectBoot.Bind(1, id).Bind(2, boot.AsColumn());
        if (!selectBoot.Step())
        {
            return null;
        }

        var sets = new BootSets(node, boot);
        sets.Load(selectBoot.Int64(0), selectBoot.Int64(1), selectBoot.Int64(2), selectBoot.Int64(3) == 1);
        selectBoot.Reset();
        Each(selectBits, id, boot, s => sets.Stored.Load(s.Int64(0), s.Blob(1)));
        Each(selectGaps, id, boot, s => sets.Gaps.Load(new SeqRange(s.Int64(0), s.Int64(1))));
        Each(selectRefused, id, boot, s => sets.LoadRefused(s.Int64(0), s.Text(1)));
        sets.Refused.TakeChanges();
        return sets;
    }

    public string? ReasonOfRefusal(long node, BootId boot, long seq)
    {
        selectReason.Bind(1, node).Bind(2, boot.AsColumn()).Bind(3, seq);
        var reason = selectReason.Step() ? selectReason.Text(0) : null;
        selectReason.Reset();
        return reason;
    }

    public long? NewestTime(long node)
    {
        selectNewestTime.Bind(1, node);
        long? time = selectNewestTime.Step() ? selectNewestTime.Int64(0) : null;
        selectNewestTime.Reset();
        return time;
    }

    public void SaveWidestSpan(long node, long spanMs) => saveWidestSpan.Bind(1, spanMs).Bind(2, node).Run();

    public List<(long TimeMs, bool Plain, byte[] Bytes)> Between(long node, long fromMs, long toMs)
    {
        var found = new List<(long, bool, byte[])>();
        selectBetween.Bind(1, node).Bind(2, fromMs).Bind(3, toMs).Bind(4, MaxNeighbours);
        while (selectBetween.Step())
        {
            found.Add((selectBetween.Int64(0), selectBetween.Int64(1) == 1, selectBetween.Blob(2).ToArray()));
        }

        return found;
    }

    public void SaveAnchor(long node, uint kernelBoot, long atMs) =>
        saveAnchor.Bind(1, node).Bind(2, kernelBoot).Bind(3, atMs).Run();

    public void DropAnchor(long node, uint kernelBoot) => dropAnchor.Bind(1, node).Bind(2, kernelBoot).Run();

    public void SaveBirth(long node, BirthRecord birth) =>
        saveBirth
            .Bind(1, node)
            .Bind(2, birth.Boot.AsColumn())
            .Bind(3, birth.Conn)
            .Bind(4, birth.Machine)
            .Bind(5, birth.Version)
            .Bind(6, birth.ReceivedMs)
            .Bind(7, birth.Dead ? 1 : 0)
            .Run();

    public void SavePoint(long node, string point, bool other) =>
        savePoint.Bind(1, node).Bind(2, point).Bind(3, other ? 1 : 0).Run();

    private static void Each(Statement select, long node, BootId boot, Action<Statement> read)
    {
        select.Bind(1, node).Bind(2, boot.AsColumn());
        while (select.Step())
        {
            read(select);
        }
    }
}
