using YamlDotNet.RepresentationModel;

namespace Vigia.Server.Farm;

/// <summary>
/// The kinds of zone, one file each in <c>Kinds/</c>, in the same language as the farm file: the point that is shown first, who
/// is called, what it asks to know, and the rules every zone of the kind has. A new kind is a new file, and no code.
/// </summary>
internal static class ZoneKinds
{
    private const string Prefix = "kinds.";
    private const string Suffix = ".yaml";

    public static IReadOnlyList<string> Names { get; } =
    [.. Embedded.Names(Prefix).Select(name => name[Prefix.Length..^Suffix.Length])];

    /// <summary>The kind's file, as a section that says what is wrong in it as <paramref name="page"/> does.</summary>
    public static FarmSection Open(string kind, FarmPage page)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Embedded.Text(Prefix + kind + Suffix)));
        return new FarmSection(page with { File = $"Kinds/{kind}{Suffix}" }, stream.Documents[0].RootNode);
    }
}
