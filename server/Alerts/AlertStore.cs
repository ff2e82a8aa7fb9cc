using Microsoft.Data.Sqlite;

namespace Vigia.Server.Alerts;

/// <summary>
/// <c>vigia.db</c>: alerts, messages, cursors and the states of rules. What <see cref="TryWrite"/> answered with true
/// survives a power cut; a call that answered false changed nothing and may be repeated. Never throws for a disk's trouble.
/// </summary>
internal sealed class AlertStore : IDisposable
{
    private const int Full = 13;
    private const int InputOutput = 10;

    private readonly Lock gate = new();
    private readonly StoreFile file;
    private readonly ReserveFile reserve;
    private readonly TimeProvider machine;
    private readonly ILogger log;
    private readonly AlertStoreOptions options;
    private SqliteConnection? connection;
    private long? reserveAskedAt;
    private long lastAlert;
    private bool closed;

    public AlertStore(string folder, AlertStoreOptions options, TimeProvider machine, ILogger<AlertStore> log)
    {
        this.options = options;
        this.machine = machine;
        this.log = log;
        file = new StoreFile(folder, machine, log);
        reserve = new ReserveFile(folder, options.ReserveBytes, log);
        Read(_ => 0, otherwise: 0);
        lock (gate)
        {
            KeepReserve();
        }
    }

    /// <summary>Grows when the file was replaced by a fresh one: who keeps state in memory writes all of it again.</summary>
    public int Generation { get; private set; }

    /// <summary>Why the last write failed, null when it stands.</summary>
    public StoreTrouble? Trouble { get; private set; }

    /// <summary>The next alert's number, also when nothing can be written.</summary>
    public long TakeAlertId()
    {
        lock (gate)
        {
            return ++lastAlert;
        }
    }

    /// <summary>All of <paramref name="work"/> in one transaction on disk, or nothing of it.</summary>
    public bool TryWrite(string what, Action<SqliteConnection> work)
    {
        lock (gate)
        {
            var trouble = file.Exists ? Commit(work) : StoreTrouble.Lost;
            if (trouble is StoreTrouble.Lost or StoreTrouble.Garbled && Replace(trouble.Value))
            {
                trouble = Commit(work);
            }

            if (trouble is StoreTrouble.Full or StoreTrouble.DiskError or StoreTrouble.CannotOpen && reserve.Release())
            {
                trouble = Commit(work);
            }

            Note(what, trouble);
            return trouble is null;
        }
    }

    /// <summary>Grows when a person's word about an alert was written: who keeps alerts in memory reads them again.</summary>
    public int Words { get; private set; }

    /// <summary>As <see cref="TryWrite"/>, of what a person said.</summary>
    public bool TryWriteWord(Action<SqliteConnection> work)
    {
        lock (gate)
        {
            var isWritten = TryWrite("a person's word", work);
            Words += isWritten ? 1 : 0;
            return isWritten;
        }
    }

    /// <summary>What <paramref name="read"/> finds, or <paramref name="otherwise"/> when the store cannot be read.</summary>
    public T Read<T>(Func<SqliteConnection, T> read, T otherwise)
    {
        lock (gate)
        {
            try
            {
                return EnsureOpen() ? read(connection!) : otherwise;
            }
            catch (SqliteException e)
            {
                Note("a read", TroubleOf(e));
                return otherwise;
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            connection?.Dispose();
            connection = null;
        }
    }

    private StoreTrouble? Commit(Action<SqliteConnection> work)
    {
        try
        {
            if (!EnsureOpen())
            {
                return StoreTrouble.CannotOpen;
            }

            using var transaction = connection!.BeginTransaction();
            work(connection);
            transaction.Commit();
            return null;
        }
        catch (SqliteException e)
        {
            log.LogError(e, "{Store} refused a write", StoreFile.Name);
            return TroubleOf(e);
        }
    }

    private bool EnsureOpen()
    {
        if (connection is not null || closed)
        {
            return !closed;
        }

        connection = file.Open();
        if (connection is null)
        {
            return false;
        }

        lastAlert = Math.Max(lastAlert, connection.Number("SELECT max(id) FROM alert"));
        return true;
    }

    private bool Replace(StoreTrouble trouble)
    {
        connection?.Dispose();
        connection = null;
        Generation++;
        if (trouble is StoreTrouble.Lost)
        {
            log.LogCritical("{Store} is gone: a fresh one is begun", StoreFile.Name);
        }

        // Opening checks the file, and sets aside what is damaged.
        return EnsureOpen();
    }

    private void Note(string what, StoreTrouble? trouble)
    {
        if (trouble is { } reason)
        {
            AlertMetrics.StoreFailed.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));
            log.LogError("{What} is not in {Store}: {Reason}", what, StoreFile.Name, reason);
        }
        else
        {
            KeepReserve();
        }

        Trouble = trouble;
    }

    private void KeepReserve()
    {
        if (reserveAskedAt is { } at && machine.GetElapsedTime(at) < options.ReserveRetry)
        {
            return;
        }

        reserveAskedAt = machine.GetTimestamp();
        reserve.TryTake();
    }

    private static StoreTrouble TroubleOf(SqliteException e) =>
        e.SqliteErrorCode switch
        {
            Full => StoreTrouble.Full,
            InputOutput => StoreTrouble.DiskError,
            _ when StoreFile.IsGarbled(e) => StoreTrouble.Garbled,
            _ => StoreTrouble.Refused,
        };
}

/// <summary>Why a write to <c>vigia.db</c> failed.</summary>
internal enum StoreTrouble
{
    /// <summary>No space left, and the reserve is spent.</summary>
    Full,
    DiskError,

    /// <summary>Damaged while open: set aside, and a fresh one begun.</summary>
    Garbled,

    /// <summary>The file was deleted under us.</summary>
    Lost,
    CannotOpen,
    Refused,
}

/// <param name="ReserveBytes">Space kept for the alert store; a full disk gives it back.</param>
/// <param name="ReserveRetry">How often at most a spent reserve is tried to be taken again.</param>
internal sealed record AlertStoreOptions(long ReserveBytes, TimeSpan ReserveRetry)
{
    public static AlertStoreOptions Default { get; } = new(8 * 1024 * 1024, TimeSpan.FromMinutes(1));
}
