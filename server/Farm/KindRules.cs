namespace Vigia.Server.Farm;

/// <summary>The rules a kind brings to a zone, as its settings and the zone itself change them.</summary>
internal static class KindRules
{
    private static readonly string[] ConditionKeys = ["above", "below", "clear", "for", "quorum"];
    private static readonly string[] ChangeKeys = [.. ConditionKeys, "severity", "title", "do"];

    public static IEnumerable<RuleOfFile> Read(
        FarmSection zone,
        FarmSection kind,
        IReadOnlyList<FarmSection> presets,
        string name
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
                continue;
            }

            var changed = changes.Where(change => change.Word() != "off").Aggregate(rule, Changed);
            yield return new RuleOfFile(
                RuleReader.Read(changed, []) with
                {
                    Zone = name,
                    Text = $"{changed}",
                },
                changes.Length > 0 ? changes[^1] : zone
            );
        }
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

    // What cannot be changed so is said, and the kind's own rule read.
    private static FarmSection Changed(FarmSection rule, FarmSection change)
    {
        var before = change.Page.Errors.Count;
        change.AllowOnly([.. ChangeKeys, .. FireReader.Keys]);
        foreach (var key in FireReader.Keys.Where(key => change.Has(key) && !rule.Has("fire")))
        {
            change.Refuse(key, change.Words.NothingToChange(key));
        }

        if (ClauseReader.IsClause(rule) || rule.Has("fire"))
        {
            RefuseAll(change, change.Words.SeveralConditions);
        }
        else
        {
            RefuseOtherSide(rule, change);
        }

        return change.Page.Errors.Count == before ? rule.With(change) : rule;
    }

    private static void RefuseAll(FarmSection change, string words)
    {
        foreach (var key in ConditionKeys.Where(change.Has))
        {
            change.Refuse(key, words);
        }
    }

    private static void RefuseOtherSide(FarmSection rule, FarmSection change)
    {
        foreach (var key in ConditionKeys[..2].Where(change.Has))
        {
            if (!rule.Has(key))
            {
                change.Refuse(key, change.Words.NothingToChange(key));
            }
            else if (!change.Has("clear"))
            {
                change.Refuse(key, change.Words.NeedsClear);
            }
        }
    }
}
