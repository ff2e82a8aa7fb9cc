using System.Text;
using Vigia.Server.Derive.Tables;

namespace Vigia.Server.Cli;

/// <summary>The table a verb reads and the one it writes: <c>--csv FILE</c> or <c>-</c>, <c>--out FILE</c> or standard output.</summary>
internal static class TableFiles
{
    // Between two looks at the progress.
    private const int RowsAtOnce = 20_000;

    public static TableReader Open(Settings settings)
    {
        var texts = settings.Texts;
        var path = settings.Text("--csv") ?? throw new PlainWords(texts.NeedsCsv);
        var table = new TableReader(path == "-" ? Console.In : OpenFile(path, texts));
        if (table.LineTooLong || table.IsEmpty)
        {
            throw new PlainWords(texts.NoTable(path), ExitCode.Wrong);
        }

        return table;
    }

    /// <summary>Writes to a file beside the wanted one, which takes its place when all is written: half a table is none.</summary>
    public static void Write(Settings settings, Action<TextWriter> write)
    {
        if (settings.Text("--out") is { } path)
        {
            Write(path, settings.Texts, write);
        }
        else
        {
            write(Console.Out);
        }
    }

    public static void Write(string path, Texts texts, Action<TextWriter> write)
    {
        var partial = path + ".partial";
        try
        {
            using (var file = new StreamWriter(partial, append: false, new UTF8Encoding(false)))
            {
                write(file);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlainWords(texts.CannotUse(path, e.Message), ExitCode.Wrong);
        }
        finally
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    /// <summary>Counts the rows before a person's eyes, and only there.</summary>
    public static Action<long> Progress(Texts texts, CancellationToken stop)
    {
        var watched = !Console.IsErrorRedirected;
        return rows =>
        {
            if (rows % RowsAtOnce != 0)
            {
                return;
            }

            stop.ThrowIfCancellationRequested();
            if (watched)
            {
                Console.Error.Write($"\r{texts.RowsRead(rows)}");
            }
        };
    }

    /// <summary>The end of both verbs: what could not be read is counted, and makes the verb fail.</summary>
    public static int Conclude(BadCells bad, long rows, Texts texts)
    {
        if (!Console.IsErrorRedirected && rows >= RowsAtOnce)
        {
            Console.Error.WriteLine($"\r{texts.RowsRead(rows)}");
        }

        if (bad.Count == 0)
        {
            return ExitCode.Good;
        }

        Console.Error.WriteLine(texts.BadCellsCounted(bad.Count, rows));
        return ExitCode.Wrong;
    }

    private static StreamReader OpenFile(string path, Texts texts)
    {
        try
        {
            return new StreamReader(path, Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlainWords(texts.CannotUse(path, e.Message), ExitCode.Wrong);
        }
    }
}
