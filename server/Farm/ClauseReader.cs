using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>
/// Reads conditions that belong together: <c>any</c>, <c>all</c> and <c>not</c>, one in the other. A clause names its
/// conditions by their place in the list.
/// </summary>
internal sealed class ClauseReader
{
    /// <summary>Conditions of one rule.</summary>
    public const int MaxConditions = 16;

    /// <summary>How deep one may stand in another.</summary>
    public const int Deepest = 4;

    private static readonly string[] Words = ["any", "all", "not"];

    private readonly List<Condition> conditions = [];

    public IReadOnlyList<Condition> Conditions => conditions;

    public static bool IsClause(FarmSection section) => Words.Any(section.Has);

    /// <param name="others">Keys that may stand beside it.</param>
    public Clause Read(FarmSection section, IReadOnlyList<string> others, int depth = 1)
    {
        string[] said = [.. Words.Where(section.Has)];
        if (said.Length == 0 && depth > 1)
        {
            return ReadOne(section, others);
        }

        section.AllowOnly([.. others, said[0]]);
        if (depth > Deepest)
        {
            section.Refuse(said[0], section.Words.TooDeep(Deepest));
            return new All([]);
        }

        return said[0] switch
        {
            "not" => new Not(Read(section.Below("not")!, [], depth + 1)),
            "all" => new All(ReadAll(section, "all", depth)),
            _ => new Any(ReadAll(section, "any", depth)),
        };
    }

    private Clause[] ReadAll(FarmSection section, string key, int depth) =>
        [.. section.List(key, MaxConditions).Select(each => Read(each, [], depth + 1))];

    private OneOf ReadOne(FarmSection section, IReadOnlyList<string> others)
    {
        if (conditions.Count == MaxConditions)
        {
            section.Refuse("point", section.Words.TooMany(MaxConditions + 1, MaxConditions));
            return new OneOf(0);
        }

        conditions.Add(ConditionReader.Read(section, [.. others, "name"], isOneOfSeveral: true));
        return new OneOf(conditions.Count - 1);
    }
}
