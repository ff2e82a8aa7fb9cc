using Vigia.Server.Alerts;
using Vigia.Server.Farm.Words;
using Vigia.Server.Rules;
using Vigia.Server.Rules.Service;
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
    private const string Schema = "farm.schema.json";

    private static readonly string[] FileKeys =
    [
        "site",
        "title",
        "language",
        "utc_offset",
        "position",
        "country_code",
        "silence",
        "kinds",
        "channels",
        "zones",
        "nodes",
        "sirens",
        "people",
        "roles",
        "rota",
        "flapping",
        "service",
        "calls",
        "rules",
    ];

    /// <summary>The file at <paramref name="path"/>, or the plan that is built in where there is none.</summary>
    public static FarmReading Load(string path, Language language = Language.English) =>
        File.Exists(path) ? LoadExisting(path, language) : Parse(ExampleText(), Example, language);

    /// <summary>The file at <paramref name="path"/>; that there is none is an error.</summary>
    public static FarmReading LoadExisting(string path, Language language = Language.English)
    {
        try
        {
            return new FileInfo(path).Length <= MaxBytes
                ? Parse(File.ReadAllText(path), path, language)
                : Refused(path, FarmWords.Of(language).TooLarge(MaxBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(path, e.Message);
        }
    }

    public static string ExampleText() => Embedded.Text(Example);

    /// <summary>The commented farm that <c>vigia demo</c> runs.</summary>
    public static string DemoText() => Embedded.Text(Demo);

    /// <summary>The JSON Schema by which an editor completes and checks a farm file.</summary>
    public static string SchemaText() => Embedded.Text(Schema);

    /// <param name="language">Of what is said about the file.</param>
    public static FarmReading Parse(string yaml, string file, Language language = Language.English)
    {
        var page = new FarmPage(file, FarmWords.Of(language), []);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            YamlNode root = stream.Documents is [var document] ? document.RootNode : new YamlMappingNode();
            var plan = ReadFile(new FarmSection(page, root));
            var said = page.Errors.Distinct().OrderBy(error => error.Line).ToLookup(error => error.Kind);
            FarmError[] wrong = [.. said[FarmErrorKind.Wrong]];
            return new FarmReading(wrong.Length == 0 ? plan : null, wrong)
            {
                Warnings = [.. said[FarmErrorKind.Warning]],
            };
        }
        catch (YamlException e)
        {
            return Refused(file, page.Words.NotYaml(e.Message), (int)e.Start.Line);
        }
    }

    public static Language ReadLanguage(FarmSection section, Language otherwise) =>
        section.Word(
            "language",
            otherwise == Language.Spanish ? "es" : "en",
            [("es", Language.Spanish), ("en", Language.English)]
        );

    public static TimeSpan? ReadSilence(FarmSection section) =>
        section.Has("silence")
            ? section.Duration("silence", FarmPlan.DefaultSilence, TimeSpan.FromHours(48), TimeSpan.FromSeconds(30))
            : null;

    private static FarmPlan ReadFile(FarmSection root)
    {
        root.AllowOnly(FileKeys);
        var utcOffset = root.UtcOffset("utc_offset", TimeSpan.FromHours(-4));
        root = root.On(root.Page with { UtcOffset = utcOffset });
        root = root.On(root.Page with { Kinds = ZoneKinds.ReadOwn(root) });
        var points = PointChanges.Read(root);
        var site = root.Identifier("site", required: false);
        var language = ReadLanguage(root, Language.Spanish);
        var zones = ZoneReader.ReadAll(root, points, out var kindRules);
        var people = PeopleReader.ReadPeople(root, language);
        var roles = PeopleReader.ReadRoles(root, people, zones);
        var ownRules = ReadRules(root, zones, kindRules, points);
        RuleOfFile[] rules = [.. ownRules, .. kindRules];
        var nodes = NodeReader.ReadAll(root, [.. zones.Select(zone => zone.Name)]);
        points.RefuseUnknown([.. rules.Select(written => written.Rule)]);
        var plan = new FarmPlan(
            site,
            root.Title("title", LongestTitle) ?? site ?? "",
            language,
            utcOffset,
            ReadSilence(root) ?? FarmPlan.DefaultSilence,
            WithChannels(root, zones),
            nodes,
            [.. rules.Select(written => written.Rule)]
        )
        {
            Position = root.Position("position"),
            People = people,
            Roles = roles,
            Rota = PeopleReader.ReadRota(root, roles),
            Flapping = ServiceReader.ReadFlapping(root),
            Service = ServiceReader.ReadService(root),
            Calls = PeopleReader.ReadCalls(root),
            Sirens = SirenReader.ReadAll(root, nodes, zones),
        };
        ParentCheck.Check(rules);
        MessageCheck.Check(plan, rules);
        return plan;
    }

    private static List<RuleOfFile> ReadRules(
        FarmSection root,
        IReadOnlyList<ZonePlan> zones,
        IReadOnlyList<RuleOfFile> kindRules,
        PointChanges points
    )
    {
        var rules = new List<RuleOfFile>();
        foreach (var written in root.List("rules", MaxRules))
        {
            // A rule of one zone may reckon with what that zone has set.
            var zone = zones.FirstOrDefault(zone => zone.Name == written.Peek("zone"));
            var values = zone?.Values ?? written.Page.Values;
            var section = points.Change(
                written.On(written.Page with { Values = values }),
                written.Peek("name") ?? "",
                zone?.Name
            );
            var rule = RuleReader.Read(section, [.. zones.Select(zone => zone.Name)]) with
            {
                Text = KindRules.TextOf(section),
            };
            if (rules.Exists(other => other.Rule.Name == rule.Name))
            {
                section.Refuse("name", section.Words.RuleTaken(rule.Name));
            }
            else if (ServiceRules.BuiltIn.Contains(rule.Name))
            {
                section.Refuse("name", section.Words.OwnRule(rule.Name, string.Join(", ", ServiceRules.BuiltIn)));
            }
            else if (kindRules.FirstOrDefault(other => other.Rule.Name == rule.Name) is { } kinds)
            {
                section.Refuse("name", section.Words.RuleOfKind(rule.Name, kinds.Rule.Zone ?? ""));
            }

            rules.Add(new RuleOfFile(rule, section));
        }

        return rules;
    }

    // Those of the farm are derived in every zone that has their points.
    private static IReadOnlyList<ZonePlan> WithChannels(FarmSection root, IReadOnlyList<ZonePlan> zones)
    {
        string[] points =
        [
            .. zones.SelectMany(zone => zone.Points).Select(title => title.Points.Text).Distinct(),
            .. root.List("nodes", MaxNodes)
                .SelectMany(node => node.Entries("points", MaxPoints))
                .Select(point => point.Key),
        ];
        var channels = ChannelReader.Read(root, points, []);
        return channels.Count == 0
            ? zones
            :
            [
                .. zones.Select(zone =>
                    zone with
                    {
                        Channels = [.. channels, .. zone.Channels],
                        Points =
                        [
                            .. zone.Points,
                            .. channels.Select(channel => new PointTitle(new(channel.Name), channel.Title)),
                        ],
                    }
                ),
            ];
    }

    private static FarmReading Refused(string file, string words, int line = 1) =>
        new(null, [new FarmError(file, line, words)]);
}

/// <summary>A rule with the place where what is wrong about it is to be said.</summary>
internal sealed record RuleOfFile(Rule Rule, FarmSection Section);
