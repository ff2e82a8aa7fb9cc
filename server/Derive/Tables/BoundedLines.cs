namespace Vigia.Server.Derive.Tables;

/// <summary>Lines of a text, one at a time, none longer than it may be: a file that is no table must not fill the memory.</summary>
internal sealed class BoundedLines(TextReader reader)
{
    /// <summary>Letters of a line.</summary>
    public const int Longest = 65_536;

    private readonly char[] buffer = new char[Longest];
    private readonly char[] line = new char[Longest];
    private int at;
    private int filled;

    /// <summary>Number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line was longer than <see cref="Longest"/>; nothing behind it is read.</summary>
    public bool TooLong { get; private set; }

    public string? Next()
    {
        var length = 0;
        Number++;
        while (!TooLong)
        {
            if (at == filled && !Fill())
            {
                return length > 0 ? new string(line, 0, length) : null;
            }

            var rest = buffer.AsSpan(at, filled - at);
            var end = rest.IndexOf('\n');
            var part = end < 0 ? rest : rest[..end];
            if (length + part.Length > Longest)
            {
                TooLong = true;
                return null;
            }

            part.CopyTo(line.AsSpan(length));
            length += part.Length;
            at += part.Length;
            if (end >= 0)
            {
                at++;
                return new string(line, 0, length > 0 && line[length - 1] == '\r' ? length - 1 : length);
            }
        }

        return null;
    }

    private bool Fill()
    {
        (at, filled) = (0, reader.Read(buffer));
        return filled > 0;
    }
}
