using Vigia.Server.Alerts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vigia.Server.Farm;

/// <summary>Reads <c>farm.yaml</c>. Answers a plan or all that is wrong, never half a plan.</summary>
internal static class FarmFile
{
    public const string Name = "farm.yaml";
    public const int MaxRules = 200;
    public const long MaxBytes = 1024 * 1024;

    private const string Example = "farm.example.yaml";

    private static readonly string[] FileKeys = ["site", "language", "rules"];
    private static readonly string[] RuleKeys = ["name", "point", "node", "above", "clear", "for", "severity"];

    /// <summary>The file at <paramref name="path"/>, or the plan that is built in where there is none.</summary>
    public static (FarmPlan? Plan, IReadOnlyList<FarmError> Errors) Load(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return Parse(ExampleText(), Example);
            }

            return new FileInfo(path).Length <= MaxBytes
                ? Parse(File.ReadAllText(path), path)
                : (null, [new FarmError(path, 1, $"longer than {MaxBytes} bytes")]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [new FarmError(path, 1, e.Message)]);
        }
    }

    public static string ExampleText()
    {
        using var stream = typeof(FarmFile).Assembly.GetManifestResourceStream(Example)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

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
            return errors.Count == 0 ? (plan, []) : (null, errors);
        }
        catch (YamlException e)
        {
            return (null, [new FarmError(file, (int)e.Start.Line, $"not YAML: {e.Message}")]);
        }
    }

    private static FarmPlan ReadFile(FarmSection root)
    {
        root.AllowOnly(FileKeys);
        var rules = new List<RulePlan>();
        foreach (var section in root.List("rules", MaxRules))
        {
            var rule = ReadRule(section);
            if (rules.Exists(other => other.Name == rule.Name))
            {
                section.Refuse("name", $"\"{rule.Name}\" is the name of a rule above; names are unique");
            }

            rules.Add(rule);
        }

        var site = root.Identifier("site", required: false);
        return new FarmPlan(
            site,
            site ?? "",
            root.Word("language", "es", [("es", Language.Spanish), ("en", Language.English)]),
            TimeSpan.FromHours(-4),
            [],
            [],
            rules
        );
    }

    private static RulePlan ReadRule(FarmSection section)
    {
        section.AllowOnly(RuleKeys);
        var above = section.Number("above");
        var clear = section.Number("clear");
        if (clear > above)
        {
            section.Refuse("clear", $"{clear} is higher than above ({above}); allowed: up to {above}");
        }

        return new RulePlan(
            section.Identifier("name", required: true) ?? "",
            section.PointName("point"),
            section.Identifier("node", required: false),
            above,
            clear,
            section.Duration("for", TimeSpan.Zero, TimeSpan.FromHours(24)),
            section.Word("severity", "severe", Severities)
        );
    }

    private static readonly (string, Severity)[] Severities =
    [
        ("minor", Severity.Minor),
        ("moderate", Severity.Moderate),
        ("severe", Severity.Severe),
        ("extreme", Severity.Extreme),
    ];
}
