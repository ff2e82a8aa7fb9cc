namespace Vigia.Server.Farm;

/// <summary>The rules a kind brings to a zone, as its settings, the zone itself and single points change them.</summary>
internal static class KindRules
{
    public static IEnumerable<RuleOfFile> Read(
        FarmSection zone,
        FarmSection kind,
        IReadOnlyList<FarmSection> presets,
        string name,
        PointChanges points
    )
    {
        var known = kind.List("rules", FarmFile.MaxRules)
            .Select(rule => (Rule: rule, Name: rule.Identifier("name", required: true) ?? ""))
            .ToList();
        string[] names = [.. known.Select(rule => rule.Name)];
        RefuseUnknown(zone, names);
        FarmSection[] layers = [.. presets, .. zone.Below("rules") is { } own ? [own] : (FarmSection[])[]];
        foreach (var (rule, ruleName) in known)
        {
            FarmSection[] changes = [.. layers.Select(layer => layer.Below(ruleName)).OfType<FarmSection>()];
            // The last that has a word about it decides whether there is such a rule.
            if (changes is [.., var last] && last.Word() == "off")
            {
                points.Pass(ruleName, name);
                continue;
            }

            var changed = changes.Where(change => change.Word() != "off").Aggregate(rule, RuleChange.Apply);
            changed = points.Change(changed, ruleName, name);
            yield return new RuleOfFile(
                RuleReader.Read(changed, []) with
                {
                    Zone = name,
                    Text = TextOf(changed),
                },
                changes.Length > 0 ? changes[^1] : zone
            );
        }
    }

    /// <summary>What tells whether a rule is another one than before: as it is written, and what its limits reckon with.</summary>
    public static string TextOf(FarmSection rule)
    {
        var text = $"{rule}";
        var values = rule.Page.Values.Where(value => text.Contains(value.Key, StringComparison.Ordinal));
        return string.Join(' ', values.Select(value => $"{value.Key}={value.Value:R}").Prepend(text));
    }

    private static void RefuseUnknown(FarmSection zone, string[] known)
    {
        foreach (var (name, _) in zone.Entries("rules", FarmFile.MaxRules))
        {
            if (!known.Contains(name))
            {
                zone.Refuse("rules", zone.Words.NoRuleOfKind(name, zone.Near(name, known), string.Join(", ", known)));
            }
        }
    }
}
