using System.Collections.Concurrent;
using System.Text.Json;

namespace Vigia.Server.Rules;

/// <summary>One point within one rule; in files <c>0/inv-1/soil_moisture-1</c>.</summary>
/// <param name="At">
/// What looks at it: the condition's number, of a guard <c>0.1</c>, of what is subtracted <c>0-</c>. One and the same string wherever
/// it is meant (<see cref="string.Intern"/>): there are few, and they are looked for at each reading.
/// </param>
internal readonly record struct SeriesId(string At, string Node, string Point)
{
    // Conditions of one rule and guards of one condition are few: their names are made once.
    private static readonly string[] Numbers = [.. Enumerable.Range(0, 64).Select(i => string.Intern($"{i}"))];
    private static readonly ConcurrentDictionary<(string, int), string> Guards = [];
    private static readonly ConcurrentDictionary<string, string> Others = [];

    public static string Number(int condition) => Numbers[condition];

    public static string GuardOf(string at, int guard) =>
        Guards.GetOrAdd((at, guard), static key => string.Intern($"{key.Item1}.{key.Item2}"));

    public static string OtherOf(string at) => Others.GetOrAdd(at, static name => string.Intern($"{name}-"));

    /// <summary>Throws <see cref="JsonException"/> where the text is no name.</summary>
    public static SeriesId Parse(string text) =>
        text.Split('/', 3) is [var at, var node, var point]
            ? new SeriesId(string.Intern(at), node, point)
            : throw new JsonException("a series is named condition/node/point");

    /// <summary>Order of two that one condition looks at.</summary>
    public int CompareWithin(in SeriesId other)
    {
        var byNode = string.CompareOrdinal(Node, other.Node);
        return byNode != 0 ? byNode : string.CompareOrdinal(Point, other.Point);
    }

    public override string ToString() => $"{At}/{Node}/{Point}";
}
