using Microsoft.Data.Sqlite;

namespace Vigia.Server.Alerts;

/// <summary>How far a follower has come: a row of one epoch of the ledger.</summary>
internal readonly record struct Cursor(string Epoch, long Row)
{
    public static Cursor None { get; } = new("", 0);

    /// <summary>False where the ledger is another one, or an older copy that never held this row.</summary>
    public bool Fits(string epoch, long lastRow) => Epoch == epoch && Row <= lastRow;
}

internal static class CursorTable
{
    public static Cursor Read(SqliteConnection db, string name) =>
        db.Rows(
            "SELECT epoch, row FROM cursor WHERE name = @0",
            row => new Cursor(row.GetString(0), row.GetInt64(1)),
            name
        )
            is [var cursor]
            ? cursor
            : Cursor.None;

    public static void Write(SqliteConnection db, string name, Cursor cursor) =>
        db.Execute(
            "INSERT INTO cursor (name, epoch, row) VALUES (@0, @1, @2) ON CONFLICT (name) DO UPDATE SET epoch = @1, row = @2",
            name,
            cursor.Epoch,
            cursor.Row
        );
}
