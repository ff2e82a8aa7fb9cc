using YamlDotNet.RepresentationModel;

namespace Vigia.Server.Farm;

/// <summary>
/// The kinds of zone, one file each in <c>Kinds/</c>, in the same language as the farm file: the point that is shown first, and
/// the rules every zone of the kind has. A new kind is a new file, and no code.
/// </summary>
internal static class ZoneKinds
{
    private const string Prefix = "kinds.";
    private const string Suffix = ".yaml";

    public static IReadOnlyList<string> Names { get; } =
    [.. Embedded.Names(Prefix).Select(name => name[Prefix.Length..^Suffix.Length])];

    /// <summary>The kind's file, as a section that adds what is wrong in it to <paramref name="errors"/>.</summary>
    public static FarmSection Open(string kind, List<FarmError> errors)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Embedded.Text(Prefix + kind + Suffix)));
        return new FarmSection($"Kinds/{kind}{Suffix}", stream.Documents[0].RootNode, errors);
    }
}
