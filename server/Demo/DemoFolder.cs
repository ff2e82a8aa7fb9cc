using Vigia.Server.Cli;

namespace Vigia.Server.Demo;

/// <summary>Where the demonstration keeps its files: a temporary folder that goes with it, unless somebody wants to keep them.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly bool isKept;

    private DemoFolder(string path, bool isKept) => (Path, this.isKept) = (path, isKept);

    public string Path { get; }

    /// <summary>What the nodes keep on their cards, and the log of their program.</summary>
    public string Agent => System.IO.Path.Combine(Path, "agent");

    /// <summary>One file a node: every pack that was sampled.</summary>
    public string Sampled => System.IO.Path.Combine(Path, "sampled");

    public static DemoFolder Take(string? keep, Texts texts)
    {
        if (keep is null)
        {
            return new DemoFolder(Directory.CreateTempSubdirectory("vigia-demo-").FullName, isKept: false);
        }

        try
        {
            var folder = Directory.CreateDirectory(keep);
            return folder.EnumerateFileSystemInfos().Any()
                ? throw new PlainWords(texts.FolderNotEmpty("--keep", folder.FullName), ExitCode.Wrong)
                : new DemoFolder(folder.FullName, isKept: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlainWords(texts.CannotUse(keep, e.Message), ExitCode.Wrong);
        }
    }

    public void Dispose()
    {
        if (!isKept)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
