using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Tests.Farm;

/// <summary>Every kind by its own file alone: what is beyond a limit raises its rule, a quiet day raises none.</summary>
public sealed class KindsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Kinds => [.. ZoneKinds.Names];

    public static TheoryData<string, string, int> Conditions
    {
        get
        {
            var all = new TheoryData<string, string, int>();
            foreach (var kind in ZoneKinds.Names)
            {
                foreach (var rule in KindPlace.PlanOf(kind).Rules)
                {
                    for (var at = 0; at < rule.Conditions.Count(); at++)
                    {
                        // What is no fire by itself raises none by itself.
                        if (rule is not FireRule fire || fire.Signs[at].Weight >= fire.Scale.Suspected)
                        {
                            all.Add(kind, rule.Name, at);
                        }
                    }
                }
            }

            return all;
        }
    }

    [Fact]
    public void Every_kind_that_people_asked_for_is_there()
    {
        string[] asked =
        [
            "cheese-room",
            "cold-room",
            "electric-fence",
            "field",
            "fire-post",
            "grain-store",
            "greenhouse",
            "mains",
            "mill",
            "pig-barn",
            "pump-house",
            "tank",
            "trough",
            "warehouse",
            "weather-mast",
        ];

        Assert.Equal(asked, ZoneKinds.Names);
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void What_is_beyond_a_limit_of_a_kind_raises_its_rule(string kind, string rule, int at)
    {
        using var place = new KindPlace(KindPlace.PlanOf(kind));
        var condition = place.Plan.Rules.Single(known => known.Name == rule).Conditions.ElementAt(at);
        var wait = condition.Guards.Select(guard => guard.After).Append(TimeSpan.Zero).Max();
        var span = condition.For + wait + (condition.RateOver ?? TimeSpan.Zero) + (4 * Minute);

        place.Live(span, EveryOf(condition), gone => Beyond(condition, gone));

        Assert.Contains(rule, place.Standing);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_quiet_day_raises_nothing(string kind)
    {
        using var place = new KindPlace(KindPlace.PlanOf(kind));
        var quiet = Quiet.ValuesOf(kind, place.Plan.Rules);

        place.Live(TimeSpan.FromHours(26), Minute, _ => quiet);

        Assert.Empty(place.Standing);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_point_a_kind_judges_has_a_name_for_people(string kind)
    {
        var plan = KindPlace.PlanOf(kind);

        Assert.All(
            plan.Rules.SelectMany(rule => rule.Conditions).Select(condition => PointOf(condition.Point, 1)),
            point => Assert.True(plan.TitleOf(KindPlace.Node, point) is not null, point)
        );
    }

    [Theory]
    [InlineData("pig-barn", "stage: weaner", "cold", 20)]
    [InlineData("cold-room", "stock: milk", "warm", 4)]
    [InlineData("greenhouse", "crop: pepper", "heat", 38)]
    public void A_setting_of_the_zone_changes_the_limits(string kind, string setting, string rule, double limit)
    {
        var plan = KindPlace.PlanOf(kind, $", settings: {{{setting}}}");

        Assert.Equal(limit, plan.Rules.Single(known => known.Name == rule).Conditions.Single().Limit.Raise);
        Assert.Contains(setting.Split(": ")[1], plan.Zones[0].Settings.Values);
    }

    private static TimeSpan EveryOf(Condition condition) =>
        condition.For > TimeSpan.FromMinutes(20) ? Minute : TimeSpan.FromSeconds(5);

    private static IEnumerable<(string, double)> Beyond(Condition condition, TimeSpan gone)
    {
        for (var i = 1; i <= condition.Quorum; i++)
        {
            yield return (PointOf(condition.Point, i), ValueOf(condition, gone));
        }

        foreach (var guard in condition.Guards.Where(guard => guard.Kind == GuardKind.While))
        {
            if (guard.Point.Text != condition.Point.Text)
            {
                yield return (PointOf(guard.Point, 1), Past(guard.Limit));
            }
        }
    }

    // A rate is passed by twice what it takes, from where a guard over the same point lets it count.
    private static double ValueOf(Condition condition, TimeSpan gone)
    {
        if (condition.Measure is StartsMeasure)
        {
            return (int)(gone / EveryOf(condition)) % 2;
        }

        if (condition.RateOver is null)
        {
            return Past(condition.Limit);
        }

        var own = condition.Guards.FirstOrDefault(guard => guard.Point.Text == condition.Point.Text);
        var start =
            own is not null ? Past(own.Limit)
            : condition.Limit.Raise > 0 ? 0
            : 1;
        return start + (2 * condition.Limit.Raise * gone.TotalMinutes);
    }

    private static double Past(Limit limit) =>
        limit == Limit.On ? 1
        : limit == Limit.Off ? 0
        : limit.Side == LimitSide.Above ? limit.Raise + Math.Max(0.01, Math.Abs(limit.Raise) * 0.02)
        : limit.Raise - Math.Max(0.01, Math.Abs(limit.Raise) * 0.02);

    private static string PointOf(PointPattern point, int number) =>
        point.Text.EndsWith('*') ? $"{point.Text[..^1]}{number}" : point.Text;
}
