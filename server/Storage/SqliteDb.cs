using SQLitePCL;

namespace Vigia.Server.Storage;

/// <summary>A call to SQLite that failed, with its result code. <see cref="NoRoom"/>: the disk is full.</summary>
internal sealed class SqliteFault(int code, string message) : IOException(message)
{
    public int Code { get; } = code;

    public bool NoRoom => (Code & 0xff) is raw.SQLITE_FULL;

    /// <summary>The file is damaged or no database: opening it again will not help.</summary>
    public bool Damaged => (Code & 0xff) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
}

/// <summary>
/// A connection to SQLite by prepared statements, without the cost of ADO.NET: for the ledger's hot path.
/// For one thread at a time.
/// </summary>
internal sealed class SqliteDb : IDisposable
{
    private readonly sqlite3 handle;
    private readonly List<Statement> statements = [];

    static SqliteDb() => Batteries_V2.Init();

    private SqliteDb(sqlite3 handle) => this.handle = handle;

    /// <summary>Opens for writing; commits are on the disk when they return (WAL, synchronous=FULL).</summary>
    public static SqliteDb OpenDurable(string path)
    {
        var db = Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        db.Run("PRAGMA journal_mode=WAL");
        db.Run("PRAGMA synchronous=FULL");
        return db;
    }

    /// <summary>Opens for writing what can be made again: whole after a power cut (WAL), but its last commits may be missing.</summary>
    public static SqliteDb OpenRebuildable(string path)
    {
        var db = Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        db.Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA journal_size_limit=4194304");
        return db;
    }

    public static SqliteDb OpenReadOnly(string path) => Open(path, raw.SQLITE_OPEN_READONLY);

    private static SqliteDb Open(string path, int flags)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var db = new SqliteDb(handle);
        if (code != raw.SQLITE_OK)
        {
            var fault = db.Fault(code);
            db.Dispose();
            throw fault;
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, 5000);
        return db;
    }

    public void Run(string sql)
    {
        var code = raw.sqlite3_exec(handle, sql, null, null, out _);
        if (code != raw.SQLITE_OK)
        {
            throw Fault(code);
        }
    }

    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var stmt));
        var statement = new Statement(this, stmt);
        statements.Add(statement);
        return statement;
    }

    /// <summary>For one use: whoever asks disposes of it.</summary>
    public Statement Query(string sql) => new(this, PrepareOnce(sql));

    public long LastInsertedRow => raw.sqlite3_last_insert_rowid(handle);

    /// <summary>Rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(handle);

    public bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    /// <summary>The first column of the first row, or <paramref name="otherwise"/>.</summary>
    public long Scalar(string sql, long otherwise = 0)
    {
        using var statement = new Statement(this, PrepareOnce(sql));
        return statement.Step() ? statement.Int64(0) : otherwise;
    }

    public string? Text(string sql)
    {
        using var statement = new Statement(this, PrepareOnce(sql));
        return statement.Step() ? statement.Text(0) : null;
    }

    internal void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw Fault(code);
        }
    }

    public void Dispose()
    {
        statements.ForEach(s => s.Dispose());
        handle.Dispose();
    }

    private sqlite3_stmt PrepareOnce(string sql)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var stmt));
        return stmt;
    }

    private SqliteFault Fault(int code) => new(code, raw.sqlite3_errmsg(handle).utf8_to_string() ?? $"SQLite {code}");
}

/// <summary>A prepared statement: bind, step, read, reset. Parameters count from 1, columns from 0.</summary>
internal sealed class Statement(SqliteDb db, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int parameter, long value)
    {
        db.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, double value)
    {
        db.Check(raw.sqlite3_bind_double(handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, string value)
    {
        db.Check(raw.sqlite3_bind_text(handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        db.Check(raw.sqlite3_bind_blob(handle, parameter, value));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        db.Check(raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    /// <summary>True while there is a row; resets itself after the last.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        raw.sqlite3_reset(handle);
        db.Check(code);
        return false;
    }

    /// <summary>For statements that give no rows.</summary>
    public void Run()
    {
        while (Step()) { }
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public double Double(int column) => raw.sqlite3_column_double(handle, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string() ?? "";

    /// <summary>A text as its bytes.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(handle, column);

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => handle.Dispose();
}
