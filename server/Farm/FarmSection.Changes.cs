using YamlDotNet.RepresentationModel;

namespace Vigia.Server.Farm;

/// <summary>A section as other sections change it. None of them is written to.</summary>
internal sealed partial class FarmSection
{
    /// <summary>Keys below which conditions stand.</summary>
    private static readonly string[] Clauses = ["any", "all", "not", "fire"];

    /// <summary>Entries of this key are joined; of all others the upper counts.</summary>
    private const string Joined = "points";

    /// <summary>A rule of several conditions.</summary>
    public bool HasClauses => Clauses.Any(Has);

    /// <summary>The same, read with another page: other values, another file.</summary>
    public FarmSection On(FarmPage other) => new(other, node);

    /// <summary>The same mapping with <paramref name="above"/> over it: what stands there wins.</summary>
    public FarmSection With(FarmSection above) => new(above.Page, Merged(above.mapping, mapping));

    /// <summary>The same mapping with one key more, or over the one it has.</summary>
    public FarmSection With(string key, FarmSection below) =>
        With(new FarmSection(below.Page, new YamlMappingNode(new YamlScalarNode(key), below.Node)));

    /// <summary>An entry <paramref name="name"/> below <paramref name="key"/>, beside those that are there.</summary>
    public FarmSection WithEntry(string key, string name, FarmSection entry) =>
        With(key, new FarmSection(entry.Page, new YamlMappingNode(new YamlScalarNode(name), entry.Node)));

    /// <summary>Without these keys.</summary>
    public FarmSection Without(params IReadOnlyList<string> keys)
    {
        var left = new YamlMappingNode();
        foreach (var (key, value) in mapping?.Children.ToArray() ?? [])
        {
            if (!keys.Contains($"{key}"))
            {
                left.Add(key, value);
            }
        }

        return new FarmSection(page, left);
    }

    /// <summary>The rule with each of its conditions changed; a rule that is one condition is that one.</summary>
    /// <param name="by">The page of what changes it, where what is wrong is to be said; null: its own.</param>
    public FarmSection EachCondition(Func<FarmSection, FarmSection> change, FarmPage? by = null)
    {
        if (mapping is null || !HasClauses)
        {
            return change(this);
        }

        var changed = new YamlMappingNode();
        foreach (var (key, value) in mapping.Children)
        {
            changed.Add(key, Clauses.Contains($"{key}") ? Changed(value, change) : value);
        }

        return new FarmSection(by ?? page, changed);
    }

    /// <summary>All conditions of a rule, in the order in which they are written.</summary>
    public IReadOnlyList<FarmSection> ConditionsBelow()
    {
        var found = new List<FarmSection>();
        EachCondition(condition =>
        {
            found.Add(condition);
            return condition;
        });
        return found;
    }

    /// <summary>Says what is wrong with a name of the writer's own choice, at the name.</summary>
    public void RefuseName(string key, string words) =>
        Add(mapping?.Children.Keys.FirstOrDefault(known => $"{known}" == key) ?? node, $"{key}: {words}");

    /// <summary>A list, or one alone.</summary>
    public IEnumerable<FarmSection> OneOrMore(string key, int most) =>
        Find(key) is YamlSequenceNode ? List(key, most)
        : Below(key) is { } one ? [one]
        : [];

    private YamlNode Node => node;

    private YamlNode Changed(YamlNode value, Func<FarmSection, FarmSection> change) =>
        value is YamlSequenceNode list
            ? new YamlSequenceNode(list.Children.Select(child => Changed(child, change)))
            : new FarmSection(page, value).EachCondition(change).Node;

    private static YamlMappingNode Merged(YamlMappingNode? above, YamlMappingNode? below)
    {
        var merged = new YamlMappingNode();
        foreach (var (key, value) in above?.Children.ToArray() ?? [])
        {
            YamlNode? under = null;
            below?.Children.TryGetValue(key, out under);
            var isJoined = $"{key}" == Joined && value is YamlMappingNode && under is YamlMappingNode;
            merged.Add(key, isJoined ? Merged((YamlMappingNode)value, (YamlMappingNode)under!) : value);
        }

        foreach (var (key, value) in below?.Children.ToArray() ?? [])
        {
            if (!merged.Children.ContainsKey(key))
            {
                merged.Add(key, value);
            }
        }

        return merged;
    }
}
