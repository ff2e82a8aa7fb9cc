namespace Vigia.Server.Farm;

/// <summary>What somebody probably meant.</summary>
internal static class NearestWord
{
    /// <summary><c> (did you mean "severe"?)</c>, or nothing where no word is near.</summary>
    public static string Of(string written, IReadOnlyList<string> words)
    {
        var nearest = words.MinBy(word => Distance(written, word));
        return nearest is not null && Distance(written, nearest) <= 2 ? $" (did you mean \"{nearest}\"?)" : "";
    }

    /// <summary>The word itself, or nothing where none is near.</summary>
    public static string Among(string written, IReadOnlyList<string> words) =>
        words.MinBy(word => Distance(written, word)) is { } nearest && Distance(written, nearest) <= 3 ? nearest : "";

    // Levenshtein's: letters to put in, take out or change.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, change);
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
