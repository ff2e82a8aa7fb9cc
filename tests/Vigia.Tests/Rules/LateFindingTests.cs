using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>What came too late to alarm anybody, what comes back, and where somebody works.</summary>
public sealed class LateFindingTests : IDisposable
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    private readonly RulesPlace place = new();

    public LateFindingTests()
    {
        place.StartFarm(
            """
            zones: [{ name: cueva, kind: weather-mast }]
            nodes: [{ name: cueva-1, zone: cueva }]
            rules:
              - { name: calor, zone: cueva, point: air, above: 38, clear: 36, for: 1m }
            """
        );
    }

    public void Dispose() => place.Dispose();

    [Fact]
    public void History_that_would_have_raised_is_a_late_finding_and_alarms_nobody()
    {
        var then = place.Clock.GetUtcNow().AddHours(-5);
        Tell(then, 40, i => i is > 5 and < 30 ? 40 + (i == 20 ? 3 : 0) : 30);
        Settle();

        var found = Assert.Single(place.Desk.LateFindings("cueva", then.AddMinutes(-1)));
        Assert.Equal(
            ("calor", "cueva-1", "air", 43, 38),
            (found.Rule, found.Node, found.Point, found.Extreme, found.Limit)
        );
        Assert.Equal(Ms(then.AddSeconds(120)), found.FromMs);
        Assert.Equal(Ms(then.AddSeconds(300)), found.ToMs);
        Assert.Empty(place.Texts());
        Assert.Equal(0, place.Count("alert"));
    }

    [Fact]
    public void A_gap_in_history_is_no_time_above()
    {
        var then = place.Clock.GetUtcNow().AddHours(-5);
        Past(then, 40);
        Past(then.AddMinutes(30), 40);
        Settle();

        Assert.Empty(place.Desk.LateFindings(null, then.AddHours(-1)));
    }

    [Fact]
    public void What_was_heard_live_and_raised_is_no_finding()
    {
        place.Repeat(TimeSpan.FromMinutes(2), Ten, () => place.Say("cueva-1", Air(40)));
        Settle();

        Assert.Equal(1, place.Count("alert"));
        Assert.Empty(place.Desk.LateFindings(null, default));
    }

    [Fact]
    public void What_comes_back_within_ten_minutes_is_the_same_incident_and_told_again_once_it_stays()
    {
        Hot();
        Cool();
        Hot();
        Assert.Equal("A1", Assert.Single(place.OpenAlerts()).Code);
        Assert.Equal(2, place.Texts().Count);

        Cool();
        Hot();
        Assert.Equal(2, place.Texts().Count);

        place.Repeat(TimeSpan.FromMinutes(10), Ten, () => place.Say("cueva-1", Air(40)));
        Assert.Equal(3, place.Texts().Count);
        Assert.Equal(1, place.Count("alert"));
        Assert.Equal(2, place.Count("transition WHERE reason = 'Reopened'"));
    }

    [Fact]
    public void What_comes_back_later_is_another_incident()
    {
        Hot();
        Cool();
        place.Repeat(TimeSpan.FromMinutes(11), Ten, () => place.Say("cueva-1", Air(30)));
        Hot();

        Assert.Equal("A2", Assert.Single(place.OpenAlerts()).Code);
    }

    [Fact]
    public void A_kill_does_not_make_another_incident_of_what_comes_back()
    {
        Hot();
        Cool();
        place.Kill();
        Hot();

        Assert.Equal("A1", Assert.Single(place.OpenAlerts()).Code);
    }

    [Fact]
    public void A_kill_does_not_forget_that_people_believe_it_is_over()
    {
        Hot();
        Cool();
        Hot();
        place.Kill();

        place.Repeat(TimeSpan.FromMinutes(10), Ten, () => place.Say("cueva-1", Air(40)));
        Assert.Equal(3, place.Texts().Count);

        Cool();
        Assert.Equal(4, place.Texts().Count);
    }

    [Fact]
    public void A_kill_does_not_make_news_of_an_end_that_people_believe_already()
    {
        Hot();
        Cool();
        Hot();
        place.Kill();
        Cool();

        Assert.Equal(2, place.Texts().Count);
    }

    private void Hot() => place.Repeat(TimeSpan.FromMinutes(2), Ten, () => place.Say("cueva-1", Air(40)));

    private void Cool() => place.Repeat(TimeSpan.FromMinutes(1), Ten, () => place.Say("cueva-1", Air(30)));

    private void Tell(DateTimeOffset then, int times, Func<int, double> value)
    {
        for (var i = 0; i < times; i++)
        {
            Past(then + (i * Ten), value(i));
        }
    }

    private void Past(DateTimeOffset then, double value)
    {
        var now = place.Clock.GetUtcNow();
        place.Ledger.Add(now, then, "cueva-1", Air(value));
        place.Follower.FollowOnce();
    }

    // A minute without more of the past, and time for the states to be written.
    private void Settle()
    {
        place.Clock.Advance(TimeSpan.FromMinutes(2));
        place.Follower.FollowOnce();
        place.Follower.SaveNow();
    }

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static Reading Air(double value) => new("air", "Cel", value);
}
