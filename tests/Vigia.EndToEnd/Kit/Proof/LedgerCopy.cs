using Microsoft.Data.Sqlite;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.EndToEnd.Kit.Proof;

/// <param name="Settles">The node was told; else only the bytes were kept.</param>
internal sealed record RefusedPack(string Node, BootId? Boot, long? Seq, string Reason, bool Settles)
{
    public PackIdentity? Identity => Boot is { } boot && Seq is { } seq ? new PackIdentity(Node, boot, seq) : null;
}

internal sealed record NamedGap(string Node, BootId Boot, SeqRange Range)
{
    public IEnumerable<PackIdentity> Identities()
    {
        for (var seq = Range.First; seq <= Range.Last; seq++)
        {
            yield return new PackIdentity(Node, Boot, seq);
        }
    }
}

/// <summary>What stands in a <c>ledger.db</c> at one moment, read past the server, by SQL of the suite's own.</summary>
internal sealed record LedgerCopy(
    IReadOnlyList<LedgerRow> Rows,
    IReadOnlyList<RefusedPack> Refused,
    IReadOnlyList<NamedGap> Gaps
)
{
    public static LedgerCopy Read(string path)
    {
        using var db = Open(path);
        using var moment = db.BeginTransaction(deferred: true);
        return new LedgerCopy(
            Select(db, Packs, ReadRow),
            Select(db, Refusals, ReadRefused),
            Select(db, GapRanges, ReadGap)
        );
    }

    /// <summary>
    /// Both ledgers as one: a pack that the later one stores again, because its ack did not come through, counts once,
    /// and what the earlier one holds is no gap.
    /// </summary>
    public LedgerCopy ContinuedBy(LedgerCopy later)
    {
        var known = Rows.Select(IdentityOf).ToHashSet();
        var gaps =
            from gap in later.Gaps
            from identity in gap.Identities()
            where !known.Contains(identity)
            select new NamedGap(identity.Node, identity.Boot, new SeqRange(identity.Seq, identity.Seq));
        return new LedgerCopy(
            [.. Rows, .. later.Rows.Where(row => !known.Contains(IdentityOf(row)))],
            [.. Refused, .. later.Refused],
            [.. gaps]
        );
    }

    /// <summary>Rows so far; 0 while there is no ledger.</summary>
    public static long CountRows(string path) => Count(path, "SELECT count(*) FROM pack");

    public static long CountRefused(string path) => Count(path, "SELECT count(*) FROM refused");

    private static PackIdentity IdentityOf(LedgerRow row) => new(row.Node, row.Boot, row.Seq);

    private const string Packs = """
        SELECT row, name, boot, seq, plain, received_ms, time_ms, clk, clock_off, zone, bytes
        FROM pack JOIN node ON node.id = node_id ORDER BY row
        """;

    private const string Refusals = "SELECT node, boot, seq, reason, settles FROM refused ORDER BY id";

    private const string GapRanges = "SELECT name, boot, first, last FROM gap JOIN node ON node.id = node_id";

    private static long Count(string path, string sql)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        try
        {
            using var db = Open(path);
            using var command = db.CreateCommand();
            command.CommandText = sql;
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 1 or 5 or 14)
        {
            // No table yet, busy, or just being made: nothing to count so far.
            return 0;
        }
    }

    private static SqliteConnection Open(string path)
    {
        var db = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        db.Open();
        return db;
    }

    private static List<T> Select<T>(SqliteConnection db, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
        {
            all.Add(read(rows));
        }

        return all;
    }

    private static LedgerRow ReadRow(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            BootId.FromColumn(row.GetInt64(2)),
            row.GetInt64(3),
            row.GetBoolean(4),
            row.GetInt64(5),
            row.GetInt64(6),
            (ClockQuality)row.GetInt32(7),
            row.GetBoolean(8),
            row.IsDBNull(9) ? null : row.GetString(9),
            (byte[])row[10]
        );

    private static RefusedPack ReadRefused(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.IsDBNull(1) ? null : BootId.FromColumn(row.GetInt64(1)),
            row.IsDBNull(2) ? null : row.GetInt64(2),
            row.GetString(3),
            row.GetBoolean(4)
        );

    private static NamedGap ReadGap(SqliteDataReader row) =>
        new(row.GetString(0), BootId.FromColumn(row.GetInt64(1)), new SeqRange(row.GetInt64(2), row.GetInt64(3)));
}
