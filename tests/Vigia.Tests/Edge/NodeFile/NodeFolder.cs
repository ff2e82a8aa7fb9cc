using Vigia.Edge.NodeFile;

namespace Vigia.Tests.Edge.NodeFile;

/// <summary>A folder with a good node.yaml and its secret, for a test to spoil.</summary>
internal sealed class NodeFolder : IDisposable
{
    public const string Good = """
        site: elmaizal
        node: inv1
        server: {id: 4f9b2c71, host: 127.0.0.1, port: 1883, tls: false}
        secret: node.secret
        sensors:
          - name: mesa
            chip: sht3x
            bus: 1
            address: 0x44
            every: 5s
            points: {temperature: air, humidity: humidity}
            offset: {temperature: -0.5}
        alarms:
          - {point: air, above: 42, expires: 10m}
        outbox: {size: 64MB, age: 30d}
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("node");

    public NodeFolder(string yaml = Good)
    {
        Write("node.yaml", yaml);
        Write("node.secret", "s3creto\n");
        Protect("node.secret");
    }

    public string File => PathOf("node.yaml");

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public void Write(string name, string text) => System.IO.File.WriteAllText(PathOf(name), text);

    public void Protect(string name, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(PathOf(name), mode);
        }
    }

    public NodeConfig Read()
    {
        var (config, findings) = NodeFileReader.Read(File);
        Assert.Empty(findings);
        Assert.NotNull(config);
        return config;
    }

    /// <summary>Everything wrong with it, as <c>line key kind</c>.</summary>
    public IReadOnlyList<string> Findings()
    {
        var (config, findings) = NodeFileReader.Read(File);
        Assert.Equal(config is null, findings.Count > 0);
        return [.. findings.Select(f => $"{f.Line} {f.Key} {f.Kind}")];
    }

    public void Dispose() => folder.Delete(recursive: true);
}
