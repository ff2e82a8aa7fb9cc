namespace Vigia.Server.Calls;

/// <summary>What was not told to people at its time and still waits; at <see cref="Most"/> the oldest is forgotten.</summary>
internal sealed class HeldBook
{
    public const int Most = 10_000;

    private readonly List<HeldRow> waiting = [];

    public IReadOnlyList<HeldRow> Waiting => waiting;

    public void Add(IReadOnlyList<HeldRow> rows)
    {
        waiting.AddRange(rows);
        if (waiting.Count > Most)
        {
            waiting.RemoveRange(0, waiting.Count - Most);
        }
    }

    public void Remove(IReadOnlyCollection<HeldRow> told)
    {
        var gone = told.ToHashSet();
        waiting.RemoveAll(gone.Contains);
    }
}
