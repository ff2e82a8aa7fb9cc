using System.Text.Json;

namespace Vigia.Server.Rules;

/// <summary>The names of a table of series, in order: condition, node, point. Shared by all states of one place. Immutable.</summary>
internal sealed class SeriesNames
{
    public static SeriesNames None { get; } = new([]);

    private readonly SeriesId[] ids;
    private readonly (string At, int From, int To)[] groups;
    private JsonEncodedText[]? written;

    /// <param name="ids">In order.</param>
    private SeriesNames(SeriesId[] ids)
    {
        this.ids = ids;
        var found = new List<(string, int, int)>();
        for (var from = 0; from < ids.Length; )
        {
            var to = from + 1;
            while (to < ids.Length && ReferenceEquals(ids[to].At, ids[from].At))
            {
                to++;
            }

            found.Add((ids[from].At, from, to));
            from = to;
        }

        groups = [.. found];
    }

    public int Count => ids.Length;

    public SeriesId this[int index] => ids[index];

    /// <summary>As a file writes it.</summary>
    public JsonEncodedText Written(int index) =>
        (written ??= [.. ids.Select(id => JsonEncodedText.Encode(id.ToString()))])[index];

    /// <summary>Where those are that one condition, or one of its guards, looks at: from, and up to.</summary>
    public (int From, int To) Under(string at)
    {
        foreach (var (name, from, to) in groups)
        {
            if (ReferenceEquals(name, at))
            {
                return (from, to);
            }
        }

        return default;
    }

    /// <summary>Where it is; where it is not, the complement of where it belongs.</summary>
    public int Find(in SeriesId id)
    {
        var (from, to) = Under(id.At);
        if (from == to)
        {
            return ~ids.Count(before: id);
        }

        while (from < to)
        {
            var middle = (from + to) / 2;
            var order = ids[middle].CompareWithin(id);
            if (order == 0)
            {
                return middle;
            }

            (from, to) = order < 0 ? (middle + 1, to) : (from, middle);
        }

        return ~from;
    }

    public SeriesNames With(in SeriesId id, int index) => new([.. ids[..index], id, .. ids[index..]]);
}

file static class Order
{
    public static int Count(this SeriesId[] ids, SeriesId before)
    {
        var count = 0;
        while (count < ids.Length && string.CompareOrdinal(ids[count].At, before.At) < 0)
        {
            count++;
        }

        return count;
    }
}
