using Vigia.Server.Alerts;
using Vigia.Server.Rules;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vigia.Server.Farm;

/// <summary>Reads <c>farm.yaml</c>. Answers a plan or all that is wrong, never half a plan.</summary>
internal static class FarmFile
{
    public const string Name = "farm.yaml";
    public const int MaxRules = 200;
    public const int MaxZones = 500;
    public const int MaxNodes = 1_000;
    public const int MaxPoints = 100;
    public const int LongestTitle = 60;
    public const long MaxBytes = 1024 * 1024;

    private const string Example = "farm.example.yaml";
    private const string Demo = "demo.yaml";

    private static readonly string[] FileKeys =
    [
        "site",
        "title",
        "language",
        "utc_offset",
        "silence",
        "zones",
        "nodes",
        "rules",
    ];

    private static readonly string[] NodeKeys = ["name", "zone", "silence", "points"];

    /// <summary>The file at <paramref name="path"/>, or the plan that is built in where there is none.</summary>
    public static (FarmPlan? Plan, IReadOnlyList<FarmError> Errors) Load(string path) =>
        File.Exists(path) ? LoadExisting(path) : Parse(ExampleText(), Example);

    /// <summary>The file at <paramref name="path"/>; that there is none is an error.</summary>
    public static (FarmPlan? Plan, IReadOnlyList<FarmError> Errors) LoadExisting(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxBytes
                ? Parse(File.ReadAllText(path), path)
                : (null, [new FarmError(path, 1, $"longer than {MaxBytes} bytes")]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [new FarmError(path, 1, e.Message)]);
        }
    }

    public static string ExampleText() => Embedded.Text(Example);

    /// <summary>The commented farm that <c>vigia demo</c> runs.</summary>
    public static string DemoText() => Embedded.Text(Demo);

    public static (FarmPlan? Plan, IReadOnlyList<FarmError> Errors) Parse(string yaml, string file)
    {
        var errors = new List<FarmError>();
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            var plan = stream.Documents is [var document]
                ? ReadFile(new FarmSection(file, document.RootNode, errors))
                : ReadFile(new FarmSection(file, new YamlMappingNode(), errors));
            return errors.Count == 0 ? (plan, []) : (null, [.. errors.Distinct().OrderBy(error => error.Line)]);
        }
        catch (YamlException e)
        {
            return (null, [new FarmError(file, (int)e.Start.Line, $"not YAML: {e.Message}")]);
        }
    }

    private static FarmPlan ReadFile(FarmSection root)
    {
        root.AllowOnly(FileKeys);
        var site = root.Identifier("site", required: false);
        var zones = ZoneReader.ReadAll(root, out var zoneRules);
        return new FarmPlan(
            site,
            root.Title("title", LongestTitle) ?? site ?? "",
            root.Word("language", "es", [("es", Language.Spanish), ("en", Language.English)]),
            root.UtcOffset("utc_offset", TimeSpan.FromHours(-4)),
            ReadSilence(root) ?? FarmPlan.DefaultSilence,
            zones,
            ReadNodes(root, zones),
            [.. ReadRules(root, zones, zoneRules), .. zoneRules]
        );
    }

    private static List<NodePlan> ReadNodes(FarmSection root, IReadOnlyList<ZonePlan> zones)
    {
        var nodes = new List<NodePlan>();
        foreach (var section in root.List("nodes", MaxNodes))
        {
            section.AllowOnly(NodeKeys);
            var name = section.Identifier("name", required: true) ?? "";
            var zone = section.OneOf("zone", [.. zones.Select(known => known.Name)]);
            if (nodes.Exists(other => other.Name == name))
            {
                section.Refuse("name", $"\"{name}\" is the name of a node above; names are unique");
            }

            nodes.Add(new NodePlan(name, zone, ReadPoints(section), ReadSilence(section)));
        }

        return nodes;
    }

    private static TimeSpan? ReadSilence(FarmSection section) =>
        section.Has("silence")
            ? section.Duration("silence", FarmPlan.DefaultSilence, TimeSpan.FromHours(48), TimeSpan.FromSeconds(30))
            : null;

    private static Dictionary<string, LocalText> ReadPoints(FarmSection node)
    {
        var points = new Dictionary<string, LocalText>();
        foreach (var (point, _) in node.Entries("points", MaxPoints))
        {
            points[point] = node.Below("points")!.LocalText(point, LongestTitle) ?? LocalText.Of(point);
        }

        return points;
    }

    private static List<Rule> ReadRules(FarmSection root, IReadOnlyList<ZonePlan> zones, IReadOnlyList<Rule> zoneRules)
    {
        var rules = new List<Rule>();
        foreach (var section in root.List("rules", MaxRules))
        {
            var rule = RuleReader.Read(section, [.. zones.Select(zone => zone.Name)]);
            if (rules.Exists(other => other.Name == rule.Name))
            {
                section.Refuse("name", $"\"{rule.Name}\" is the name of a rule above; names are unique");
            }
            else if (BuiltIn.Contains(rule.Name))
            {
                section.Refuse("name", $"\"{rule.Name}\" is a name of Vigía's own: {string.Join(", ", BuiltIn)}");
            }
            else if (zoneRules.FirstOrDefault(other => other.Name == rule.Name) is { } kinds)
            {
                section.Refuse(
                    "name",
                    $"\"{rule.Name}\" is a rule that zone {kinds.Zone} has by its kind; change its limits there"
                );
            }

            rules.Add(rule);
        }

        return rules;
    }

    private static readonly string[] BuiltIn = [AlarmBook.Rule, SilenceRule.Name, SilenceRule.Link];
}
