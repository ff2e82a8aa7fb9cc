using Microsoft.Data.Sqlite;

namespace Vigia.Edge.Outbox;

/// <summary>One SQLite file with its schema and its prepared statements. Not for several threads at once.</summary>
internal sealed class PackDatabase : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS packs(id INTEGER PRIMARY KEY, boot INTEGER NOT NULL, ready INTEGER NOT NULL,
            alarm INTEGER NOT NULL, made INTEGER NOT NULL, time INTEGER NOT NULL, clk INTEGER NOT NULL, up INTEGER,
            kb INTEGER NOT NULL, bytes BLOB NOT NULL, crc INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS drafts ON packs(id) WHERE ready = 0;
        CREATE TABLE IF NOT EXISTS aside(n INTEGER PRIMARY KEY, boot INTEGER NOT NULL, seq INTEGER NOT NULL,
            reason TEXT NOT NULL, bytes BLOB NOT NULL, UNIQUE(boot, seq));
        CREATE TABLE IF NOT EXISTS totals(one INTEGER PRIMARY KEY CHECK(one = 1), packs INTEGER NOT NULL,
            bytes INTEGER NOT NULL, aside INTEGER NOT NULL, aside_bytes INTEGER NOT NULL);
        INSERT OR IGNORE INTO totals VALUES(1, 0, 0, 0, 0);
        """;

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> statements = [];

    private PackDatabase(string path)
    {
        // Without a pool: a closed database has left its file.
        connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()
        );
    }

    public static PackDatabase Open(string path, PackStorePlace place) =>
        Opened(path, "PRAGMA journal_mode = WAL", "PRAGMA journal_size_limit = 4194304", Synchronous(place), Schema);

    /// <summary>As it is, to read what can be read.</summary>
    public static PackDatabase OpenDamaged(string path) => Opened(path);

    private static PackDatabase Opened(string path, params ReadOnlySpan<string> first)
    {
        var database = new PackDatabase(path);
        try
        {
            database.connection.Open();
            database.Execute("PRAGMA cell_size_check = ON");
            foreach (var sql in first)
            {
                database.Execute(sql);
            }

            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static string Synchronous(PackStorePlace place) =>
        place == PackStorePlace.Card ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF";

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    public long? Number(string sql, params ReadOnlySpan<object?> values) =>
        Bind(sql, values).ExecuteScalar() is long number ? number : null;

    public string? Text(string sql) => Bind(sql, []).ExecuteScalar() as string;

    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    /// <summary>All or nothing.</summary>
    public void Together(Action change)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            change();
            Execute("COMMIT");
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private void Abandon()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as after a full disk; the first error is the one to tell.
        }
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            statement = connection.CreateCommand();
            statement.CommandText = sql;
            statements.Add(sql, statement);
        }

        statement.Parameters.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            statement.Parameters.AddWithValue($"${i + 1}", values[i] ?? DBNull.Value);
        }

        return statement;
    }
}
