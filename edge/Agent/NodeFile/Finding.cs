namespace Vigia.Edge.NodeFile;

internal enum FindingKind
{
    NoSuchFile,
    Unreadable,
    TooLarge,
    NotYaml,
    Missing,
    UnknownKey,
    WrongShape,
    OutOfRange,
    BadName,
    UnknownWord,
    Duplicate,
    UnknownPoint,
    NeedsOneOf,
    OpenToOthers,
    Empty,
    TooMany,
}

/// <summary>What a value has to look like.</summary>
internal enum Shape
{
    None,
    Text,
    WholeNumber,
    Number,
    TrueOrFalse,
    Duration,
    Size,
    List,
    Mapping,
}

/// <summary>One thing that is wrong with a node.yaml; the words for it are in Cli/Texts.</summary>
/// <param name="Key">Where: <c>sensors[2].every</c>.</param>
/// <param name="Allowed">What would be right: a range, or the words to choose from.</param>
/// <param name="Nearest">The valid word most like the one that stands there.</param>
internal sealed record Finding(
    string File,
    long Line,
    FindingKind Kind,
    string Key = "",
    string Value = "",
    string Allowed = "",
    string Nearest = "",
    Shape Shape = Shape.None
);

/// <summary>Everything found wrong in a file. The first <see cref="Most"/> are kept: nobody reads more.</summary>
internal sealed class Findings(string file)
{
    public const int Most = 100;

    private readonly List<Finding> all = [];

    public IReadOnlyList<Finding> All => all;

    public string File => file;

    public void Add(
        FindingKind kind,
        long line,
        string key = "",
        string value = "",
        string allowed = "",
        string nearest = "",
        Shape shape = Shape.None
    )
    {
        if (all.Count < Most)
        {
            all.Add(new Finding(file, line, kind, key, value, allowed, nearest, shape));
        }
    }
}
