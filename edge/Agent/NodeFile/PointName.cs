using System.Buffers;

namespace Vigia.Edge.NodeFile;

/// <summary>Names of points and sensors: narrower than SenML allows (RFC 8428, section 4.5.1), so that they can stand in a topic, a tag or a file name.</summary>
internal static class PointName
{
    public const string Pattern = "[a-z0-9][a-z0-9_-]{0,31}";

    private const int Longest = 32;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    public static bool IsGood(string name) =>
        name.Length is >= 1 and <= Longest && name[0] is not ('-' or '_') && !name.AsSpan().ContainsAnyExcept(Letters);
}
