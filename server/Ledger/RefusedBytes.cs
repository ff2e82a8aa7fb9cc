using Vigia.Server.Storage;

namespace Vigia.Server.Ledger;

/// <summary>
/// What was refused, byte for byte: up to <see cref="MaxBytes"/>; then the oldest bytes go, their identity and reason stay.
/// Of refusals without an identity, which settle nothing, the newest <see cref="MaxUnsettling"/> are kept.
/// </summary>
internal sealed class RefusedBytes
{
    public const long MaxBytes = 100L * 1024 * 1024;
    public const int MaxUnsettling = 100_000;

    private readonly SqliteDb db;
    private readonly Statement insert;
    private readonly Statement selectOldest;
    private readonly Statement dropBytes;
    private readonly Statement dropUnsettling;
    private long kept;
    private long unsettling;

    public RefusedBytes(SqliteDb db)
    {
        this.db = db;
        insert = db.Prepare(
            """
            INSERT INTO refused(node, node_id, boot, seq, settles, reason, received_ms, bytes)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?)
            """
        );
        selectOldest = db.Prepare("SELECT id, length(bytes) FROM refused WHERE bytes IS NOT NULL ORDER BY id LIMIT 1");
        dropBytes = db.Prepare("UPDATE refused SET bytes = NULL WHERE id = ?");
        dropUnsettling = db.Prepare(
            "DELETE FROM refused WHERE id = (SELECT min(id) FROM refused WHERE settles = 0) RETURNING coalesce(length(bytes), 0)"
        );
        Count();
    }

    /// <summary>Payloads whose bytes are gone, since the start.</summary>
    public long Evicted { get; private set; }

    /// <summary>Counts anew from the table: at the start, and after a rollback.</summary>
    public void Count()
    {
        kept = db.Scalar("SELECT sum(length(bytes)) FROM refused");
        unsettling = db.Scalar("SELECT count(*) FROM refused WHERE settles = 0");
    }

    public void Append(in RefusedRow row, long? nodeId)
    {
        MakeRoom(row.Bytes.Length);
        insert.Bind(1, row.Node);
        if (row.Key is { } key && nodeId is { } id)
        {
            insert.Bind(2, id).Bind(3, key.Boot.AsColumn()).Bind(4, key.Seq);
        }
        else
        {
            insert.BindNull(2).BindNull(3).BindNull(4);
        }

        insert
            .Bind(5, row.Settles ? 1 : 0)
            .Bind(6, row.Reason.ToString())
            .Bind(7, row.ReceivedMs)
            .Bind(8, row.Bytes.Span)
            .Run();
        kept += row.Bytes.Length;
        unsettling += row.Settles ? 0 : 1;
    }

    private void MakeRoom(int coming)
    {
        while (unsettling >= MaxUnsettling && dropUnsettling.Step())
        {
            kept -= dropUnsettling.Int64(0);
            unsettling--;
            dropUnsettling.Run();
        }

        while (kept + coming > MaxBytes && selectOldest.Step())
        {
            kept -= selectOldest.Int64(1);
            dropBytes.Bind(1, selectOldest.Int64(0));
            selectOldest.Reset();
            dropBytes.Run();
            Evicted++;
        }
    }
}
