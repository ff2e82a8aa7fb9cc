using Microsoft.Data.Sqlite;

namespace Vigia.Server.Alerts;

/// <summary>Opens <c>vigia.db</c>. A file that is no store of ours any more is kept under a new name, and a fresh one begun.</summary>
internal sealed class StoreFile(string folder, TimeProvider machine, ILogger log)
{
    public const string Name = "vigia.db";

    /// <summary>Damaged files that are kept; the oldest goes first.</summary>
    public const int MaxSetAside = 5;

    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private readonly string path = Path.Combine(folder, Name);

    public bool Exists => File.Exists(path);

    /// <summary>The open store, fresh where there was none. Null when the disk does not let us: the caller tries again.</summary>
    public SqliteConnection? Open()
    {
        try
        {
            Directory.CreateDirectory(folder);
            return OpenChecked() ?? OpenChecked();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            log.LogError(e, "{Store} cannot be opened", path);
            return null;
        }
    }

    public void SetAside(string reason)
    {
        var aside = $"{path}.{machine.GetUtcNow():yyyyMMdd'T'HHmmssfff}.garbled";
        foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
        {
            if (File.Exists(path + suffix))
            {
                File.Move(path + suffix, aside + suffix, overwrite: true);
            }
        }

        AlertMetrics.StoreSetAside.Add(1);
        log.LogCritical(
            "{Store} is set aside as {Aside}: {Reason}. Open alerts in it are not known",
            path,
            aside,
            reason
        );
        ForgetOldest();
    }

    public static bool IsGarbled(SqliteException e) => e.SqliteErrorCode is Corrupt or NotADatabase;

    private SqliteConnection? OpenChecked()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Pooling = false,
                DefaultTimeout = 5,
            }.ToString()
        );
        var wrong = Prepare(connection);
        if (wrong is null)
        {
            return connection;
        }

        connection.Dispose();
        SetAside(wrong);
        return null;
    }

    private static string? Prepare(SqliteConnection connection)
    {
        try
        {
            connection.Open();
            connection.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=4194304;");
            var check = connection.Rows("PRAGMA quick_check(1)", row => row.GetString(0));
            if (check is not ["ok"])
            {
                return string.Join("; ", check);
            }

            return Adopt(connection);
        }
        catch (SqliteException e) when (IsGarbled(e))
        {
            return e.Message;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string? Adopt(SqliteConnection connection)
    {
        var version = connection.Number("PRAGMA user_version");
        if (version is < 0 or > Schema.Version)
        {
            return $"schema version {version}, this program knows {Schema.Version}";
        }

        if (version < Schema.Version)
        {
            Upgrade(connection, (int)version);
        }

        return null;
    }

    // All steps in one transaction: a power cut leaves the file as it was.
    private static void Upgrade(SqliteConnection connection, int version)
    {
        using var transaction = connection.BeginTransaction();
        IEnumerable<string> steps = version == 0 ? [Schema.Tables] : Schema.Steps.Skip(version - 1);
        foreach (var step in steps)
        {
            connection.Execute(step);
        }

        connection.Execute($"PRAGMA user_version={Schema.Version}");
        transaction.Commit();
    }

    private void ForgetOldest()
    {
        var kept = Directory.GetFiles(folder, Name + ".*.garbled");
        Array.Sort(kept, StringComparer.Ordinal);
        foreach (var old in kept.AsSpan(0, Math.Max(0, kept.Length - MaxSetAside)))
        {
            File.Delete(old);
            File.Delete(old + "-wal");
            File.Delete(old + "-shm");
        }
    }
}
