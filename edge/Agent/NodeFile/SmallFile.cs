namespace Vigia.Edge.NodeFile;

/// <summary>A file that is read whole, if it is there and no larger than it should be.</summary>
internal static class SmallFile
{
    /// <summary>Null with a finding, at the <paramref name="line"/> and <paramref name="key"/> that name the file.</summary>
    public static string? Read(string path, int maxBytes, Findings findings, long line, string key)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length <= maxBytes)
            {
                return File.ReadAllText(path);
            }

            var kind = file.Exists ? FindingKind.TooLarge : FindingKind.NoSuchFile;
            findings.Add(kind, line, key, path, Amounts.Write((long)maxBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(FindingKind.Unreadable, line, key, path);
        }

        return null;
    }
}
