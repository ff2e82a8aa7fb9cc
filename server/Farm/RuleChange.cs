namespace Vigia.Server.Farm;

/// <summary>A rule as a setting, a zone or a point changes it. What cannot be changed so is said, and the rule left as it is.</summary>
internal static class RuleChange
{
    /// <summary>Of a limit, also at one point.</summary>
    public static IReadOnlyList<string> LimitKeys { get; } = ["above", "below", "outside", "clear", "for"];

    private const string Conditions = "conditions";

    private static readonly string[] Sides = ["above", "below", "outside"];
    private static readonly string[] ConditionKeys = [.. LimitKeys, "quorum", "points"];
    private static readonly string[] ChangeKeys =
    [
        .. ConditionKeys,
        Conditions,
        "severity",
        "title",
        "do",
        "told",
        "parent",
        .. FireReader.Keys,
    ];

    public static FarmSection Apply(FarmSection rule, FarmSection change)
    {
        var before = change.Page.Errors.Count;
        change.AllowOnly(ChangeKeys);
        foreach (var key in FireReader.Keys.Where(key => change.Has(key) && !rule.Has("fire")))
        {
            change.Refuse(key, change.Words.NothingToChange(key));
        }

        if (rule.HasClauses)
        {
            RefuseAll(change, ConditionKeys, change.Words.SeveralConditions(string.Join(", ", NamesOf(rule))));
        }
        else
        {
            RefuseAll(change, [Conditions], change.Words.NothingToChange(Conditions));
            RefuseOtherSide(rule, change);
        }

        return change.Page.Errors.Count == before ? InConditions(rule.With(change.Without(Conditions)), change) : rule;
    }

    /// <summary>The rule with a limit of its own at one point.</summary>
    /// <param name="point">As <c>node/point</c>.</param>
    public static FarmSection ApplyAt(FarmSection rule, FarmSection change, string point)
    {
        if (change.Word() == "off")
        {
            return rule.EachCondition(condition => condition.WithEntry("points", point, change), change.Page);
        }

        var before = change.Page.Errors.Count;
        if (!rule.HasClauses)
        {
            change.AllowOnly(LimitKeys);
            RefuseOtherSide(rule, change);
            return change.Page.Errors.Count == before ? rule.WithEntry("points", point, change) : rule;
        }

        change.AllowOnly([Conditions]);
        foreach (var (name, below) in Named(rule, change))
        {
            rule = At(rule, name, below, LimitKeys, condition => condition.WithEntry("points", point, below));
        }

        return rule;
    }

    private static FarmSection InConditions(FarmSection rule, FarmSection change)
    {
        foreach (var (name, below) in Named(rule, change))
        {
            rule = At(rule, name, below, ConditionKeys, condition => condition.With(below));
        }

        return rule;
    }

    private static FarmSection At(
        FarmSection rule,
        string name,
        FarmSection change,
        IReadOnlyList<string> keys,
        Func<FarmSection, FarmSection> changed
    )
    {
        var before = change.Page.Errors.Count;
        change.AllowOnly(keys);
        return rule.EachCondition(
            condition =>
            {
                if (condition.Peek("name") != name)
                {
                    return condition;
                }

                RefuseOtherSide(condition, change);
                return change.Page.Errors.Count == before ? changed(condition) : condition;
            },
            change.Page
        );
    }

    private static IEnumerable<(string Name, FarmSection Below)> Named(FarmSection rule, FarmSection change)
    {
        var names = NamesOf(rule);
        foreach (var (name, below) in change.Entries(Conditions, ClauseReader.MaxConditions))
        {
            if (names.Contains(name))
            {
                yield return (name, below);
            }
            else
            {
                change
                    .Below(Conditions)!
                    .Refuse(
                        name,
                        change.Words.NoSuchCondition(name, change.Near(name, names), string.Join(", ", names))
                    );
            }
        }
    }

    private static string[] NamesOf(FarmSection rule) =>
        rule.HasClauses ? [.. rule.ConditionsBelow().Select(c => c.Peek("name")).OfType<string>()] : [];

    private static void RefuseAll(FarmSection change, IReadOnlyList<string> keys, string words)
    {
        foreach (var key in keys.Where(change.Has))
        {
            change.Refuse(key, words);
        }
    }

    private static void RefuseOtherSide(FarmSection condition, FarmSection change)
    {
        foreach (var key in Sides.Where(change.Has))
        {
            if (!condition.Has(key))
            {
                change.Refuse(key, change.Words.NothingToChange(key));
            }
            else if (key != "outside" && !change.Has("clear"))
            {
                change.Refuse(key, change.Words.NeedsClear);
            }
        }
    }
}
