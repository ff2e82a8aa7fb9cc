using Microsoft.Data.Sqlite;

namespace Vigia.Server.Alerts;

/// <summary>Statements with their arguments in order: <c>@0</c>, <c>@1</c>, …</summary>
internal static class Sql
{
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> arguments)
    {
        using var command = connection.Command(sql, arguments);
        return command.ExecuteNonQuery();
    }

    public static long Number(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> arguments)
    {
        using var command = connection.Command(sql, arguments);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    public static List<T> Rows<T>(
        this SqliteConnection connection,
        string sql,
        Func<SqliteDataReader, T> row,
        params ReadOnlySpan<object?> arguments
    )
    {
        using var command = connection.Command(sql, arguments);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public static string? TextOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static long? NumberOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt64(column);

    // Every text here is a constant of ours; what comes from outside is an argument.
#pragma warning disable CA2100
    private static SqliteCommand Command(this SqliteConnection connection, string sql, ReadOnlySpan<object?> arguments)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < arguments.Length; i++)
        {
            command.Parameters.AddWithValue("@" + i, arguments[i] ?? DBNull.Value);
        }

        return command;
    }
#pragma warning restore CA2100
}

/// <summary>The columns of a row one after another, from <paramref name="first"/> on.</summary>
internal struct Cells(SqliteDataReader row, int first)
{
    private int next = first;

    public string Text() => row.GetString(next++);

    public long Number() => row.GetInt64(next++);

    public double Real() => row.GetDouble(next++);

    public string? TextOrNull() => row.TextOrNull(next++);

    public long? NumberOrNull() => row.NumberOrNull(next++);

    public T Word<T>()
        where T : struct, Enum => Enum.Parse<T>(row.GetString(next++));
}
