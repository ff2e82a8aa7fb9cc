namespace Vigia.EndToEnd.Kit;

/// <summary>Where the repository lies and what was built in it, told by where this test program lies.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string ServerProgram { get; } = Built("server", "vigia.dll");

    public static string AgentProgram { get; } = Built("edge/Agent", "vigia-edge.dll");

    /// <summary>What <c>dotnet</c> runs this program is what runs the others.</summary>
    public static string Dotnet { get; } =
        Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";

    // bin/Debug/net10.0: the same configuration and framework as this program's.
    private static string Built(string project, string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(Root, project, "bin", folder.Parent!.Name, folder.Name, file);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Vigia.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository");
    }
}
