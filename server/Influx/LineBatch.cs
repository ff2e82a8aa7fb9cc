using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Vigia.Server.Influx;

/// <summary>
/// Lines of InfluxDB's line protocol, end to end in one buffer that is used again for the next batch.
/// </summary>
internal sealed class LineBatch
{
    // Longer than any double in its shortest form that reads back the same, and any long.
    private const int MaxNumberLength = 32;

    private readonly ArrayBufferWriter<byte> bytes = new(256 * 1024);
    private readonly List<Mark> marks = [];
    private bool hasField;

    private readonly record struct Mark(int End, long Row);

    public int Count => marks.Count;

    public void Clear()
    {
        bytes.ResetWrittenCount();
        marks.Clear();
    }

    public ReadOnlyMemory<byte> Lines(int first, int count) =>
        bytes.WrittenMemory[Start(first)..marks[first + count - 1].End];

    public string Line(int index) => Encoding.UTF8.GetString(Lines(index, 1).Span).TrimEnd('\n');

    public long RowOf(int index) => marks[index].Row;

    public void Write(ReadOnlySpan<byte> utf8) => bytes.Write(utf8);

    /// <summary>Names that need no escaping: [a-z0-9_-].</summary>
    public void WritePlain(string ascii)
    {
        var length = Encoding.UTF8.GetBytes(ascii, bytes.GetSpan(ascii.Length * 3));
        bytes.Advance(length);
    }

    /// <summary>
    /// A tag's value. Comma, space and equals sign are escaped; a line break and a backslash cannot be told in a tag
    /// and become a space and a slash.
    /// </summary>
    public void WriteTag(string value)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case ',' or ' ' or '=':
                    bytes.Write("\\"u8);
                    WriteRune(rune);
                    break;
                case '\\':
                    bytes.Write("/"u8);
                    break;
                case < ' ' or 0x7f:
                    bytes.Write("\\ "u8);
                    break;
                default:
                    WriteRune(rune);
                    break;
            }
        }
    }

    /// <summary>A field's text, in quotes.</summary>
    public void WriteText(string value)
    {
        bytes.Write("\""u8);
        foreach (var rune in value.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"' or '\\':
                    bytes.Write("\\"u8);
                    WriteRune(rune);
                    break;
                case < ' ' or 0x7f:
                    bytes.Write(" "u8);
                    break;
                default:
                    WriteRune(rune);
                    break;
            }
        }

        bytes.Write("\""u8);
    }

    public void WriteNumber(double value)
    {
        value.TryFormat(bytes.GetSpan(MaxNumberLength), out var length, "R", CultureInfo.InvariantCulture);
        bytes.Advance(length);
    }

    public void WriteNumber(long value)
    {
        Utf8Formatter.TryFormat(value, bytes.GetSpan(MaxNumberLength), out var length);
        bytes.Advance(length);
    }

    /// <summary>A tag after the measurement or another tag; one without a value is none.</summary>
    public void WriteTag(string key, string value)
    {
        if (value.Length == 0)
        {
            return;
        }

        Write(","u8);
        WritePlain(key);
        Write("="u8);
        WriteTag(value);
        hasField = false;
    }

    public void WriteField(string key, double value)
    {
        BeginField(key);
        WriteNumber(value);
    }

    public void WriteField(string key, long value)
    {
        BeginField(key);
        WriteNumber(value);
        Write("i"u8);
    }

    public void WriteField(string key, string value)
    {
        BeginField(key);
        WriteText(value);
    }

    public void EndLine(long row, long ms)
    {
        Write(" "u8);
        WriteNumber(ms);
        hasField = false;
        EndLine(row);
    }

    public void EndLine(long row)
    {
        bytes.Write("\n"u8);
        marks.Add(new Mark(bytes.WrittenCount, row));
    }

    private void BeginField(string key)
    {
        Write(hasField ? ","u8 : " "u8);
        hasField = true;
        WritePlain(key);
        Write("="u8);
    }

    private int Start(int index) => index == 0 ? 0 : marks[index - 1].End;

    private void WriteRune(Rune rune)
    {
        var length = rune.EncodeToUtf8(bytes.GetSpan(4));
        bytes.Advance(length);
    }
}
