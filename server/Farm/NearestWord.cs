namespace Vigia.Server.Farm;

/// <summary>What somebody probably meant.</summary>
internal static class NearestWord
{
    /// <summary>Letters that a word in a file may be off.</summary>
    public const int Typo = 2;

    /// <summary>The word itself, or nothing where none is near.</summary>
    public static string Among(string written, IReadOnlyList<string> words, int most = Typo + 1) =>
        words.MinBy(word => Distance(written, word)) is { } nearest && Distance(written, nearest) <= most
            ? nearest
            : "";

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
