namespace Vigia.Server.Farm;

/// <summary>Farm files that are part of the program.</summary>
internal static class Embedded
{
    public static string Text(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Names of those that begin so.</summary>
    public static IReadOnlyList<string> Names(string prefix) =>
        [
            .. typeof(Embedded)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
}
