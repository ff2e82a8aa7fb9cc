namespace Vigia.Tests.Kit;

/// <summary>A data folder that is gone after the test.</summary>
internal sealed class TemporaryData : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-data-");

    public string Path => folder.FullName;

    public string this[string name] => System.IO.Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}
