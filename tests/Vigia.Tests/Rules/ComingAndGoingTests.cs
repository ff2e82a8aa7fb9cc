using Vigia.Server.Alerts;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>What becomes of an incident that comes and goes.</summary>
public sealed class ComingAndGoingTests : IDisposable
{
    private readonly LivedWell well = new();

    public void Dispose() => well.Dispose();

    [Fact]
    public void What_comes_and_goes_is_told_once_and_is_over_when_it_has_stayed_away()
    {
        for (var i = 0; i < 12; i++)
        {
            well.Air = 40;
            well.Live(TimeSpan.FromMinutes(1));
            well.Air = 30;
            well.Live(TimeSpan.FromMinutes(1));
        }

        var alert = well.Open("hot");
        Assert.Equal((12, AlertState.Raised), (alert.Flaps, alert.State));
        Assert.Equal(
            1,
            well.Told().Count(text => text.Contains("Comes and goes: 7 times in an hour", StringComparison.Ordinal))
        );
        // The first beginning, its end, and that it comes and goes.
        Assert.Equal(3, well.Told().Count);

        well.Restart();
        well.Live(TimeSpan.FromMinutes(20));
        Assert.NotEmpty(well.Place.OpenAlerts());

        well.Live(TimeSpan.FromMinutes(12));
        Assert.Empty(well.Place.OpenAlerts());
        Assert.Contains("End of alert", well.Told()[^1]);
        Assert.Equal(StepReason.StayedAway, well.Place.Desk.Trail(alert.Id)[^1].Reason);
    }

    [Fact]
    public void What_came_back_and_is_hidden_is_told_again_once_it_is_shown_also_after_a_kill()
    {
        well.Air = 40;
        well.Live(TimeSpan.FromSeconds(10));
        well.Air = 30;
        well.Live(TimeSpan.FromMinutes(1));
        well.Air = 40;
        well.Live(TimeSpan.FromSeconds(10));
        well.IsDead = true;
        well.Live(TimeSpan.FromMinutes(12));
        well.Restart();
        well.IsDead = false;
        well.Live(TimeSpan.FromSeconds(40));
        well.Restart();
        well.Live(TimeSpan.FromMinutes(2));

        Assert.Equal(3, well.Told().Count(text => text.StartsWith("Well: Too hot", StringComparison.Ordinal)));
        Assert.Equal(AlertState.Raised, well.Open("hot").State);
    }

    [Fact]
    public void A_late_reading_ends_nothing_that_comes_and_goes_before_it_has_stayed_away()
    {
        for (var i = 0; i < 8; i++)
        {
            well.Air = 40;
            well.Live(TimeSpan.FromMinutes(1));
            well.Air = 30;
            well.Live(TimeSpan.FromSeconds(10));
        }

        well.Place.Ledger.Add(well.Now, well.Now.AddSeconds(-5), "pozo-1", new Reading("air", "Cel", 35));
        well.Place.Follower.FollowOnce();

        Assert.NotNull(well.Open("hot").CalmSinceMs);
        well.Live(TimeSpan.FromMinutes(32));
        Assert.Empty(well.Place.OpenAlerts());
        Assert.Contains("End of alert", well.Told()[^1]);
    }

    [Fact]
    public void What_a_person_ended_in_the_moment_in_which_it_ended_by_itself_is_another_incident_when_it_is_back()
    {
        well.Air = 40;
        well.Live(TimeSpan.FromMinutes(1));
        var first = well.Open("hot");
        well.Air = 30;
        well.Live(TimeSpan.FromSeconds(10));
        // As the store has it where the person's word was written before the end that the rule had seen.
        well.Place.Data.Store.TryWrite(
            "a word",
            db => db.Execute("UPDATE alert SET state = 'Closed' WHERE id = @0", first.Id)
        );

        well.Air = 40;
        well.Live(TimeSpan.FromMinutes(1));

        Assert.NotEqual(first.Id, well.Open("hot").Id);
    }

    [Fact]
    public void What_comes_and_goes_seldom_is_told_each_time()
    {
        for (var i = 0; i < 8; i++)
        {
            well.Air = 40;
            well.Live(TimeSpan.FromMinutes(10));
            well.Air = 30;
            well.Live(TimeSpan.FromMinutes(11));
        }

        Assert.Equal(16, well.Told().Count);
        Assert.Equal(0, well.Place.Count("alert WHERE flaps > 0"));
    }
}
