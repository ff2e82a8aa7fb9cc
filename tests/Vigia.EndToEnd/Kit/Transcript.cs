namespace Vigia.EndToEnd.Kit;

/// <summary>The last <see cref="MaxLines"/> lines a program said; the oldest go first.</summary>
internal sealed class Transcript(string name)
{
    public const int MaxLines = 400;

    private readonly Lock gate = new();
    private readonly Queue<string> lines = new();

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (gate)
        {
            lines.Enqueue(line);
            if (lines.Count > MaxLines)
            {
                lines.Dequeue();
            }
        }
    }

    public string? Find(Func<string, bool> wanted)
    {
        lock (gate)
        {
            return lines.FirstOrDefault(wanted);
        }
    }

    public string Tail(int count)
    {
        lock (gate)
        {
            return string.Join('\n', lines.TakeLast(count).Select(line => $"  {name} | {line}"));
        }
    }
}
