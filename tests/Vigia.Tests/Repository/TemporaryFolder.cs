namespace Vigia.Tests.Repository;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("vigia-repository-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
