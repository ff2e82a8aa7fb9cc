namespace Vigia.Server.Rules;

/// <summary>How often each incident began within the last hour.</summary>
internal sealed class FlapCount
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Beginnings remembered of one incident; more are as good as so many.</summary>
    public const int Most = 100;

    private readonly Dictionary<StateKey, Queue<DateTimeOffset>> begun = [];
    private int forgetAt = 256;

    /// <summary>It begins: for the how-manyth time within the hour.</summary>
    public int Add(StateKey key, DateTimeOffset at)
    {
        if (!begun.TryGetValue(key, out var times))
        {
            if (begun.Count >= forgetAt)
            {
                Forget(at);
            }

            begun.Add(key, times = new Queue<DateTimeOffset>());
        }

        times.Enqueue(at);
        while (times.Count > Most || at - times.Peek() > Window)
        {
            times.Dequeue();
        }

        return times.Count;
    }

    // As many as begin within an hour, and no more.
    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, _) in begun.Where(known => now - known.Value.Last() > Window).ToArray())
        {
            begun.Remove(key);
        }

        forgetAt = Math.Max(256, 2 * begun.Count);
    }
}
