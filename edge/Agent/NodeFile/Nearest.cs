namespace Vigia.Edge.NodeFile;

/// <summary>The word a person probably meant.</summary>
internal static class Nearest
{
    private const int LongestWord = 64;

    /// <summary>Empty when nothing is near enough to be worth saying: more than a third of the letters differ.</summary>
    public static string To(string word, IEnumerable<string> words)
    {
        if (word.Length > LongestWord)
        {
            return "";
        }

        var best = words.MinBy(w => Edits(word, w)) ?? "";
        return Edits(word, best) <= Math.Max(1, Math.Max(word.Length, best.Length) / 3) ? best : "";
    }

    // Letters changed, added, taken away or swapped with their neighbour (Damerau, optimal string alignment).
    private static int Edits(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 || j == 0 ? i + j : Step(d, a, b, i, j);
            }
        }

        return d[a.Length, b.Length];
    }

    private static int Step(int[,] d, string a, string b, int i, int j)
    {
        var same = a[i - 1] == b[j - 1];
        var best = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (same ? 0 : 1));
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, d[i - 2, j - 2] + 1) : best;
    }
}
