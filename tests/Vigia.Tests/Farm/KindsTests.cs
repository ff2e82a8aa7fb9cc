using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Tests.Farm;

/// <summary>Every kind by its own file alone: names, settings, and a day on which nothing is wrong. What raises: PackTests.</summary>
public sealed class KindsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Kinds => [.. ZoneKinds.Names];

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
    [InlineData("greenhouse", "crop: pepper", "heat", 34)]
    public void A_setting_of_the_zone_changes_the_limits(string kind, string setting, string rule, double limit)
    {
        var plan = KindPlace.PlanOf(kind, $", settings: {{{setting}}}");

        Assert.Equal(limit, plan.Rules.Single(known => known.Name == rule).Conditions.Single().Limit.Raise);
        Assert.Contains(setting.Split(": ")[1], plan.Zones[0].Settings.Values);
    }

    [Fact]
    public void A_day_that_is_asked_for_is_a_value_and_what_is_none_is_refused_by_name()
    {
        var zone = KindPlace.PlanOf("cold-room", ", settings: {picked: 2026-11-20}").Zones[0];
        var wrong = FarmFile.Parse("zones: [{name: z, kind: cold-room, settings: {picked: 2026-13-20}}]", "f");

        Assert.Equal("2026-11-20", zone.Settings["picked"]);
        Assert.Equal(new DateOnly(2026, 11, 20).DayNumber - new DateOnly(1970, 1, 1).DayNumber, zone.Values["picked"]);
        Assert.Contains("picked: \"2026-13-20\"", Assert.Single(wrong.Errors).ToString(), StringComparison.Ordinal);
        Assert.False(KindPlace.PlanOf("cold-room").Zones[0].Values.ContainsKey("picked"));
    }

    private static string PointOf(PointPattern point, int number) =>
        point.Text.EndsWith('*') ? $"{point.Text[..^1]}{number}" : point.Text;
}
