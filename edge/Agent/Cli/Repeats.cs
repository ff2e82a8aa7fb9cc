namespace Vigia.Edge.Cli;

/// <summary>
/// The same trouble is told the first time, then at each power of two and at least each minute it goes on.
/// Messages that differ only in numbers are the same. Remembers <see cref="Most"/> messages; then it forgets them all.
/// </summary>
internal sealed class Repeats(TimeProvider time)
{
    public const int Most = 256;
    public static readonly TimeSpan AtLeastEvery = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Category, string Message), (int Times, long ToldAt)> told = [];

    /// <summary>How often it has been said by now, or null when it need not be told again.</summary>
    public int? TimesIfNews(string category, string message)
    {
        var key = (category, string.Concat(message.Where(c => !char.IsAsciiDigit(c))));
        lock (gate)
        {
            if (!told.TryGetValue(key, out var before))
            {
                Remember(key);
                return 1;
            }

            var times = before.Times + 1;
            var isNews = int.IsPow2(times) || time.GetElapsedTime(before.ToldAt) >= AtLeastEvery;
            told[key] = (times, isNews ? time.GetTimestamp() : before.ToldAt);
            return isNews ? times : null;
        }
    }

    private void Remember((string, string) key)
    {
        if (told.Count >= Most)
        {
            told.Clear();
        }

        told.Add(key, (1, time.GetTimestamp()));
    }
}
