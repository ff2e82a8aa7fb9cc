using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>Reads the zones of a farm file, each with the rules of its kind as the file changes them.</summary>
internal static class ZoneReader
{
    private static readonly string[] ZoneKeys = ["name", "title", "kind", "main", "rules"];
    private static readonly string[] ConditionKeys = ["above", "below", "clear", "for", "quorum"];
    private static readonly string[] ChangeKeys = [.. ConditionKeys, "severity", "title", "do"];
    private static readonly string[] KindKeys = ["main", "rules"];

    public static IReadOnlyList<ZonePlan> ReadAll(FarmSection root, out List<Rule> rules)
    {
        var zones = new List<ZonePlan>();
        rules = [];
        foreach (var section in root.List("zones", FarmFile.MaxZones))
        {
            var zone = Read(section, rules);
            if (zones.Exists(other => other.Name == zone.Name))
            {
                section.Refuse("name", $"\"{zone.Name}\" is the name of a zone above; names are unique");
            }

            zones.Add(zone);
        }

        return zones;
    }

    private static ZonePlan Read(FarmSection section, List<Rule> rules)
    {
        section.AllowOnly(ZoneKeys);
        var name = section.Identifier("name", required: true) ?? "";
        var title = section.LocalText("title", FarmFile.LongestTitle) ?? LocalText.Of(name);
        var kind = section.OneOf("kind", ZoneKinds.Names);
        var main = section.Has("main") ? section.PointName("main") : null;
        if (kind.Length == 0)
        {
            return new ZonePlan(name, title, kind, main ?? "");
        }

        var brought = ZoneKinds.Open(kind, section.Errors);
        brought.AllowOnly(KindKeys);
        rules.AddRange(ReadRules(section, brought, name));
        return new ZonePlan(name, title, kind, main ?? brought.PointName("main"));
    }

    private static IEnumerable<Rule> ReadRules(FarmSection zone, FarmSection kind, string name)
    {
        var changes = zone.Entries("rules", FarmFile.MaxRules).ToDictionary(entry => entry.Key, entry => entry.Below);
        var known = kind.List("rules", FarmFile.MaxRules)
            .Select(rule => (rule, rule.Identifier("name", required: true) ?? ""))
            .ToList();
        foreach (var change in changes.Keys.Except(known.Select(rule => rule.Item2)))
        {
            string[] names = [.. known.Select(rule => rule.Item2)];
            zone.Refuse(
                "rules",
                $"\"{change}\" is no rule of this kind{NearestWord.Of(change, names)}; known: {string.Join(", ", names)}"
            );
        }

        foreach (var (rule, ruleName) in known)
        {
            var change = changes.GetValueOrDefault(ruleName);
            if (change?.Word() == "off")
            {
                continue;
            }

            change?.AllowOnly(ChangeKeys);
            yield return RuleReader.Read(change is null ? rule : Changed(rule, change), []) with
            {
                Zone = name,
            };
        }
    }

    // What cannot be changed so is said, and the kind's own rule read.
    private static FarmSection Changed(FarmSection rule, FarmSection change)
    {
        var before = change.Errors.Count;
        if (rule.Has("any") || rule.Has("fire"))
        {
            RefuseAll(change, "this rule has several conditions; write it anew under rules, with another name");
        }
        else
        {
            RefuseOtherSide(rule, change);
        }

        return change.Errors.Count == before ? rule.With(change) : rule;
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
                change.Refuse(key, $"this rule has no \"{key}\" to change");
            }
            else if (!change.Has("clear"))
            {
                change.Refuse(key, "changed without \"clear\"; say also where it is over");
            }
        }
    }
}
