using System.Text;

namespace Vigia.Wire;

/// <summary>
/// Gives the same string for the same UTF-8 bytes, so that decoding a known pack allocates nothing.
/// Holds at most <see cref="MaxNames"/>; beyond that each name is a new string.
/// </summary>
public sealed class NamePool
{
    public const int MaxNames = 20_000;

    private readonly Dictionary<string, string> names = [];
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public NamePool() => lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<byte> utf8)
    {
        Span<char> chars = stackalloc char[128];
        if (utf8.Length > chars.Length)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var length = Encoding.UTF8.GetChars(utf8, chars);
        return Get(chars[..length]);
    }

    private string Get(ReadOnlySpan<char> chars)
    {
        if (lookup.TryGetValue(chars, out var known))
        {
            return known;
        }

        var name = chars.ToString();
        if (names.Count < MaxNames)
        {
            names.Add(name, name);
        }

        return name;
    }
}
