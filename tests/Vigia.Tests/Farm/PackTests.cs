using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Tests.Farm;

/// <summary>Every rule of every kind by its own time lines: one that raises it, one that must not.</summary>
public sealed class PackTests
{
    public static TheoryData<string, string> Lines
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var (kind, line) in Read())
            {
                all.Add(kind, line);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_rule_is_raised_by_what_it_is_for_and_by_nothing_less(string kind, string line)
    {
        var words = line.Split(' ', 3);
        using var place = new KindPlace(PlanOf(kind));

        new TimeLine(words[2]).PlayOn(place);

        var rule = words[0].Split('/')[0];
        if (words[1] == "+")
        {
            Assert.Contains(rule, place.Standing);
        }
        else
        {
            Assert.DoesNotContain(rule, place.Raised);
        }
    }

    [Fact]
    public void Every_rule_and_every_condition_that_is_enough_for_one_has_both_lines()
    {
        var written = Read()
            .Select(each => $"{each.Kind.Split(' ')[0]} {string.Join(' ', each.Line.Split(' ')[..2])}")
            .ToHashSet();

        string[] wanted =
        [
            .. from kind in ZoneKinds.Names
            from rule in KindPlace.PlanOf(kind).Rules
            where rule is not FireRule // a state machine: FireTests, RoomFireTests
            from condition in NamesOf(kind, rule)
            from sign in (string[])["+", "-"]
            select $"{kind} {condition} {sign}",
        ];

        Assert.Empty(wanted.Except(written));
    }

    // Of a rule of which one condition is enough, each; else the rule itself.
    private static IEnumerable<string> NamesOf(string kind, Rule rule)
    {
        var page = new FarmPage("", Vigia.Server.Farm.Words.FarmWords.Of(Vigia.Server.Alerts.Language.English), []);
        var written = ZoneKinds
            .Open(kind, page)
            .List("rules", FarmFile.MaxRules)
            .Single(one => one.Peek("name") == rule.Name);
        return written.Has("any")
            ? written.ConditionsBelow().Select(condition => $"{rule.Name}/{condition.Peek("name")}")
            : [rule.Name];
    }

    private static FarmPlan PlanOf(string kind)
    {
        var words = kind.Split(' ');
        var settings = words.Length > 1 ? $", settings: {{{words[1].Replace("=", ": ")}}}" : "";
        return KindPlace.PlanOf(words[0], settings, withMast: true);
    }

    private static IEnumerable<(string Kind, string Line)> Read()
    {
        var kind = "";
        foreach (
            var line in PackTimeLines.Text.Split(
                '\n',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            if (line.Contains(" + ") || line.Contains(" - "))
            {
                yield return (kind, line);
            }
            else
            {
                kind = line;
            }
        }
    }
}
