namespace Vigia.EndToEnd.Kit;

/// <summary>SQLite files as a technician handles them while nobody has them open: with their log beside them.</summary>
internal static class Databases
{
    private static readonly string[] Suffixes = ["", "-wal", "-shm"];

    public static void Delete(string path)
    {
        Assert.True(File.Exists(path), $"{path} is not there");
        foreach (var suffix in Suffixes)
        {
            File.Delete(path + suffix);
        }
    }

    public static void Copy(string from, string to)
    {
        foreach (var suffix in Suffixes.Where(suffix => File.Exists(from + suffix)))
        {
            File.Copy(from + suffix, to + suffix);
        }
    }

    /// <summary>Copies a folder and everything in it.</summary>
    public static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var folder in Directory.GetDirectories(from))
        {
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    /// <summary>The packs' database of a node's card.</summary>
    public static string OfCard(AgentPlan node) =>
        Directory.GetFiles(node.DataFolder, "packs.db", SearchOption.AllDirectories).Single();
}
