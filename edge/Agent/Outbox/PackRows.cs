using Microsoft.Data.Sqlite;
using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>
/// How a pack lies in its row. The id is the boot's place in the order of boots (upper 23 bits) and the seq (lower 40),
/// so that one tree serves order and identity, and appending touches its end only.
/// </summary>
internal static class PackRows
{
    public const int SeqBits = 40;
    public const string Columns = "id, boot, ready, alarm, made, time, clk, up, kb, bytes, crc";

    private const string Insert =
        "INSERT OR REPLACE INTO packs(" + Columns + ") VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    public static long IdOf(long place, long seq) => (place << SeqBits) | Math.Min(seq, (1L << SeqBits) - 1);

    public static long LastIdOf(long place) => IdOf(place, long.MaxValue);

    public static long SeqOf(long id) => id & ((1L << SeqBits) - 1);

    public static long PlaceOf(long id) => id >> SeqBits;

    public static void Put(PackDatabase database, long id, StoredPack pack) =>
        database.Execute(
            Insert,
            id,
            pack.Boot.AsColumn(),
            pack.Ready ? 1L : 0L,
            pack.Alarm ? 1L : 0L,
            pack.MadeMs,
            pack.Header.TimeMs,
            (long)pack.Header.Clock,
            pack.Header.UpMs,
            (long)pack.Header.KernelBoot,
            pack.Bytes,
            (long)PackCrc.Of(pack)
        );

    /// <summary>False when the row does not fit its CRC; what was read is given all the same.</summary>
    public static bool TryRead(SqliteDataReader row, out StoredPack pack)
    {
        try
        {
            var header = new PackHeader(
                BootId.FromColumn(row.GetInt64(1)),
                SeqOf(row.GetInt64(0)),
                (ClockQuality)row.GetInt64(6),
                row.GetInt64(5),
                row.IsDBNull(7) ? null : row.GetInt64(7),
                (uint)row.GetInt64(8)
            );
            pack = new StoredPack(
                header,
                row.GetInt64(2) == 1,
                row.GetInt64(3) == 1,
                row.GetInt64(4),
                (byte[])row.GetValue(9)
            );
            return PackCrc.Of(pack) == row.GetInt64(10);
        }
        catch (Exception e) when (e is InvalidCastException or InvalidOperationException or ArgumentException)
        {
            // A garbled type: a text or a null where a number or the bytes should be.
            pack = new StoredPack(
                new PackHeader(default, SeqOf(row.GetInt64(0)), ClockQuality.None, 0, null, 0),
                true,
                false,
                0,
                []
            );
            return false;
        }
    }
}
