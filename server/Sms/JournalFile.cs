namespace Vigia.Server.Sms;

/// <summary>
/// Lines of JSON, each on disk before <see cref="Append"/> returns. At <see cref="MaxBytes"/> the file becomes
/// <c>NAME.1.jsonl</c>, and the one before that goes. Throws what a disk throws.
/// </summary>
internal sealed class JournalFile(string folder, string name)
{
    public const long MaxBytes = 50 * 1024 * 1024;

    private readonly string path = Path.Combine(folder, $"{name}.jsonl");

    public void Append(byte[] line)
    {
        using (var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read))
        {
            HealTail(file);
            file.Write(line);
            file.Flush(flushToDisk: true);
            if (file.Length < MaxBytes)
            {
                return;
            }
        }

        File.Move(path, Path.Combine(folder, $"{name}.1.jsonl"), overwrite: true);
    }

    // A death in the middle of a line leaves a tail without an end: the next message begins on a line of its own.
    private static void HealTail(FileStream file)
    {
        if (file.Length == 0)
        {
            return;
        }

        file.Seek(-1, SeekOrigin.End);
        if (file.ReadByte() != '\n')
        {
            file.WriteByte((byte)'\n');
        }
    }
}
