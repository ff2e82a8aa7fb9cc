using System.Collections.Concurrent;
using YamlDotNet.RepresentationModel;

namespace Vigia.Server.Farm;

/// <summary>
/// The kinds of zone, one file each in <c>Kinds/</c>, in the same language as the farm file: the point that is shown first, who
/// is called, what it asks to know, what is derived, and the rules every zone of the kind has. A new kind is a new file, and no
/// code; a farm brings kinds of its own below <c>kinds</c>.
/// </summary>
internal static class ZoneKinds
{
    /// <summary>Kinds that one farm file brings.</summary>
    public const int MaxOwn = 50;

    private const string Prefix = "kinds.";
    private const string Suffix = ".yaml";

    // Read by many zones and changed by none.
    private static readonly ConcurrentDictionary<string, YamlNode> Files = [];

    public static IReadOnlyList<string> Names { get; } =
    [.. Embedded.Names(Prefix).Select(name => name[Prefix.Length..^Suffix.Length])];

    /// <summary>Vigía's and the file's own.</summary>
    public static IReadOnlyList<string> NamesOn(FarmPage page) => [.. Names, .. page.Kinds.Keys];

    /// <summary>The kinds of a farm file.</summary>
    public static IReadOnlyDictionary<string, FarmSection> ReadOwn(FarmSection root)
    {
        var own = new Dictionary<string, FarmSection>();
        foreach (var (name, kind) in root.Entries("kinds", MaxOwn))
        {
            root.Below("kinds")!.CheckIdentifier(name);
            if (Names.Contains(name))
            {
                root.Below("kinds")!.RefuseName(name, root.Words.KindTaken(name));
            }

            own[name] = kind;
        }

        return own;
    }

    /// <summary>The kind's file, as a section that says what is wrong in it as <paramref name="page"/> does.</summary>
    public static FarmSection Open(string kind, FarmPage page)
    {
        if (page.Kinds.TryGetValue(kind, out var own))
        {
            return own.On(page);
        }

        return new FarmSection(page with { File = $"Kinds/{kind}{Suffix}" }, Files.GetOrAdd(kind, Load));
    }

    private static YamlNode Load(string kind)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Embedded.Text(Prefix + kind + Suffix)));
        return stream.Documents[0].RootNode;
    }
}
