namespace Vigia.Server.Derive.Quality;

/// <summary>
/// The values of the last while. With a steady step it holds floor(length / step) + 1 of them, as the reference tests do.
/// At its bound it forgets the oldest, and so looks back less far than asked.
/// </summary>
internal sealed class StillWindow(TimeSpan length, double tolerance)
{
    /// <summary>12 hours of a value every second, and room.</summary>
    public const int MostValues = 50_000;

    private readonly Queue<(DateTime At, double Value)> values = new();

    // Candidates for the least and the greatest: each smaller, or greater, than all that came before it and are still here.
    private readonly LinkedList<(DateTime At, double Value)> least = new();
    private readonly LinkedList<(DateTime At, double Value)> greatest = new();

    private DateTime? last;

    /// <summary>Takes a value and tells whether the window is full and all in it lie closer together than the tolerance.</summary>
    public bool StandsStill(DateTime at, double value)
    {
        if (last is { } previous && at <= previous)
        {
            Clear();
        }

        var step = last is { } before ? at - before : TimeSpan.Zero;
        last = at;
        Push(at, value);
        while (values.Peek().At < at - length || values.Count > MostValues)
        {
            Drop(values.Dequeue().At);
        }

        var full = values.Count > 1 && at - values.Peek().At + step > length;
        return full && greatest.First!.Value.Value - least.First!.Value.Value < tolerance;
    }

    private void Push(DateTime at, double value)
    {
        values.Enqueue((at, value));
        while (least.Last is { } end && end.Value.Value >= value)
        {
            least.RemoveLast();
        }

        while (greatest.Last is { } end && end.Value.Value <= value)
        {
            greatest.RemoveLast();
        }

        least.AddLast((at, value));
        greatest.AddLast((at, value));
    }

    private void Drop(DateTime at)
    {
        if (least.First!.Value.At == at)
        {
            least.RemoveFirst();
        }

        if (greatest.First!.Value.At == at)
        {
            greatest.RemoveFirst();
        }
    }

    // Time went backwards: another recording begins.
    private void Clear()
    {
        values.Clear();
        least.Clear();
        greatest.Clear();
        last = null;
    }
}
