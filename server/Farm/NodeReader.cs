namespace Vigia.Server.Farm;

/// <summary>Reads the nodes of a farm file: where each stands, and what people call its points.</summary>
internal static class NodeReader
{
    private static readonly string[] NodeKeys = ["name", "zone", "silence", "points"];
    private static readonly string[] PointKeys = ["title", "zone", "rules"];

    public static IReadOnlyList<NodePlan> ReadAll(FarmSection root, IReadOnlyList<string> zones)
    {
        var nodes = new List<NodePlan>();
        foreach (var section in root.List("nodes", FarmFile.MaxNodes))
        {
            section.AllowOnly(NodeKeys);
            var name = section.Identifier("name", required: true) ?? "";
            var zone = section.OneOf("zone", zones);
            if (nodes.Exists(other => other.Name == name))
            {
                section.Refuse("name", section.Words.NodeTaken(name));
            }

            nodes.Add(Read(section, name, zone, zones));
        }

        return nodes;
    }

    private static NodePlan Read(FarmSection section, string name, string zone, IReadOnlyList<string> zones)
    {
        var titles = new Dictionary<string, LocalText>();
        var elsewhere = new Dictionary<string, string>();
        var points = section.Below("points");
        foreach (var (point, below) in section.Entries("points", FarmFile.MaxPoints))
        {
            // One word, one for each language, or a point with keys of its own.
            if (!PointKeys.Any(below.Has))
            {
                titles[point] = points!.LocalText(point, FarmFile.LongestTitle) ?? LocalText.Of(point);
                continue;
            }

            below.AllowOnly(PointKeys);
            if (below.LocalText("title", FarmFile.LongestTitle) is { } title)
            {
                titles[point] = title;
            }

            if (below.Has("zone"))
            {
                elsewhere[point] = below.OneOf("zone", zones);
            }
        }

        return new NodePlan(name, zone, titles, FarmFile.ReadSilence(section)) { PointZones = elsewhere };
    }
}
