namespace Vigia.Edge.Clock;

/// <summary>Files of one <c>key=value</c> a line, by which a test or a demonstration moves a simulated node.</summary>
internal static class WishLines
{
    /// <summary>
    /// Adds each line to <paramref name="wish"/>. False with the first line that means nothing; lines that are blank or begin with # say nothing.
    /// </summary>
    public static bool TryRead<T>(string text, ref T wish, Func<T, string[], T?> with, out string badLine)
        where T : class
    {
        badLine = "";
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (with(wish, line.Split('=', 2, StringSplitOptions.TrimEntries)) is not { } next)
            {
                badLine = line;
                return false;
            }

            wish = next;
        }

        return true;
    }
}
