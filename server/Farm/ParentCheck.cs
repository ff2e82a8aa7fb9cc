namespace Vigia.Server.Farm;

/// <summary>Refuses a rule that is said to be explained by one that nobody knows, or by itself.</summary>
internal static class ParentCheck
{
    public static void Check(IReadOnlyList<RuleOfFile> rules)
    {
        string[] names = [.. rules.Select(written => written.Rule.Name).Distinct()];
        foreach (var (rule, section) in rules.Where(written => written.Section.Has("parent")))
        {
            foreach (var parent in rule.Parents)
            {
                if (parent == rule.Name)
                {
                    section.Refuse("parent", section.Words.OwnParent);
                }
                else if (!names.Contains(parent))
                {
                    section.Refuse(
                        "parent",
                        section.Words.Unknown(parent, section.Near(parent, names), string.Join(", ", names))
                    );
                }
            }
        }
    }
}
