namespace Vigia.Edge.NodeFile;

/// <summary>The points of a node: every name good, and none given twice.</summary>
internal sealed class PointNames
{
    private readonly HashSet<string> taken = [];

    public IReadOnlyCollection<string> Taken => taken;

    public string Read(YamlMap map, string key) => Unique(map, key, taken);

    public static string Unique(YamlMap map, string key, HashSet<string> taken)
    {
        var name = map.Text(key);
        if (name.Length > 0 && !PointName.IsGood(name))
        {
            map.Wrong(FindingKind.BadName, key, name, PointName.Pattern);
        }
        else if (name.Length > 0 && !taken.Add(name))
        {
            map.Wrong(FindingKind.Duplicate, key, name);
        }

        return name;
    }
}
