namespace Vigia.Edge.NodeFile;

/// <summary>The node's password lies beside node.yaml; only its owner may read it.</summary>
internal static class SecretFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    public static void Check(string path, YamlMap root)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        {
            root.Wrong(FindingKind.OpenToOthers, "secret", path, $"chmod 600 {path}");
        }
    }
}
