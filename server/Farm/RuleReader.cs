using Vigia.Server.Alerts;
using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>Reads one rule: of the farm file, or of a kind.</summary>
internal static class RuleReader
{
    /// <summary>Letters of what to do.</summary>
    public const int LongestAdvice = 120;

    /// <summary>Rules that explain one.</summary>
    public const int MaxParents = 8;

    private static readonly string[] RuleKeys = ["name", "title", "do", "node", "zone", "severity", "told", "parent"];

    private static readonly (string, Severity)[] Severities =
    [
        ("minor", Severity.Minor),
        ("moderate", Severity.Moderate),
        ("severe", Severity.Severe),
        ("extreme", Severity.Extreme),
    ];

    /// <param name="zones">Those a rule may name.</param>
    public static Rule Read(FarmSection section, IReadOnlyList<string> zones)
    {
        string? zone = null;
        if (section.Has("zone"))
        {
            zone = section.OneOf("zone", zones);
        }

        return ReadKind(section) with
        {
            Zone = zone,
            Node = section.Identifier("node", required: false),
            Title = section.LocalText("title", FarmFile.LongestTitle),
            Do = section.LocalText("do", LongestAdvice),
            Severity = section.Word("severity", "severe", Severities),
            IsTold = section.Word("told", "yes", [("yes", true), ("true", true), ("no", false), ("false", false)]),
            Parents = section.Identifiers("parent", MaxParents),
        };
    }

    private static Rule ReadKind(FarmSection section)
    {
        var name = section.Identifier("name", required: true) ?? "";
        if (ClauseReader.IsClause(section))
        {
            var reader = new ClauseReader();
            var clause = reader.Read(section, RuleKeys);
            return new LimitRule(name, reader.Conditions, clause);
        }

        if (section.Has("fire"))
        {
            section.AllowOnly([.. RuleKeys, .. FireReader.Keys]);
            return FireReader.Read(section, name);
        }

        return new LimitRule(name, [ConditionReader.Read(section, RuleKeys)]);
    }
}
