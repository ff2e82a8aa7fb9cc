namespace Vigia.Edge.Clock;

/// <summary>
/// A small file by which a test steers a running simulation: read again when it has changed.
/// Absent, empty (a writer in the middle of its work) or longer than <see cref="MaxBytes"/>: what was read before stands.
/// </summary>
internal sealed class ControlFile(string path)
{
    public const int MaxBytes = 4096;

    private readonly Lock gate = new();
    private (DateTime Written, long Length) seen;

    /// <summary>True with the new text when there is one.</summary>
    public bool TryReadChange(out string text)
    {
        text = "";
        lock (gate)
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length is 0 or > MaxBytes || seen == (file.LastWriteTimeUtc, file.Length))
            {
                return false;
            }

            return TryRead((file.LastWriteTimeUtc, file.Length), out text);
        }
    }

    // It can go between being looked at and being read; it is looked at again soon.
    private bool TryRead((DateTime, long) now, out string text)
    {
        text = "";
        try
        {
            text = File.ReadAllText(path);
        }
        catch (IOException)
        {
            return false;
        }

        seen = text.Length > 0 ? now : seen;
        return text.Length > 0;
    }
}
