using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules.People;
using Vigia.Wire;

namespace Vigia.Tests.Rules.People;

/// <summary>What people say about fire: kept before it is answered, and heard once.</summary>
public sealed class WordTests : IDisposable
{
    private static readonly TimeSpan Five = TimeSpan.FromSeconds(5);

    private readonly RulesPlace place = new();

    public WordTests() => place.StartFarm(FarmFile.DemoText());

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_person_opens_a_confirmed_fire_where_no_sensor_saw_one()
    {
        Assert.Equal(WordAnswer.Taken, Say(WordKind.Fire));
        place.Follower.FollowOnce();

        var alert = Assert.Single(place.OpenAlerts());
        Assert.Equal(("fuego-2", Severity.Extreme, Certainty.Observed), (alert.Zone, alert.Severity, alert.Certainty));
        Assert.StartsWith(
            "Puesto El Mango, junto al mango grande: FUEGO CONFIRMADO. Lo dice Ramon Escalona 06:00.",
            Assert.Single(place.Texts())
        );
    }

    [Fact]
    public void A_zone_without_a_sensor_for_fire_has_people_who_see_one()
    {
        Say(WordKind.Fire, "porqueriza");
        place.Follower.FollowOnce();

        var alert = Assert.Single(place.OpenAlerts());
        Assert.Equal(("porqueriza", Severity.Extreme), (alert.Zone, alert.Severity));
        Assert.StartsWith("Porqueriza: FUEGO CONFIRMADO", Assert.Single(place.Texts()));
    }

    [Fact]
    public void A_word_confirms_the_incident_that_stands()
    {
        Smoke(70);
        Say(WordKind.Fire);
        place.Follower.FollowOnce();

        var alert = Assert.Single(place.OpenAlerts());
        Assert.Equal(["smoke", "person"], SeenEvidence.All(alert.Seen).Select(seen => seen.Word));
        Assert.Equal(
            [(StepReason.Suspected, null), (StepReason.SaidFire, "ramon")],
            place.Desk.Trail(alert.Id).Select(step => (step.Reason, step.Who))
        );
    }

    [Fact]
    public void A_fire_that_a_person_saw_does_not_end_by_itself_before_a_day_is_over()
    {
        Say(WordKind.Fire);
        place.Repeat(TimeSpan.FromHours(23), TimeSpan.FromMinutes(10), () => place.Follower.FollowOnce());
        Assert.Single(place.OpenAlerts());

        place.Repeat(TimeSpan.FromHours(2), TimeSpan.FromMinutes(10), () => place.Follower.FollowOnce());

        Assert.Empty(place.OpenAlerts());
    }

    [Fact]
    public void Out_is_out_and_everybody_who_was_told_hears_it()
    {
        Say(WordKind.Fire);
        place.Follower.FollowOnce();

        Assert.Equal(WordAnswer.Taken, Say(WordKind.Over));
        place.Follower.FollowOnce();

        Assert.Empty(place.OpenAlerts());
        Assert.Contains("Fin de la alerta A1", place.Texts()[^1]);
        Assert.Equal(WordAnswer.NoFire, Say(WordKind.Over));
    }

    [Fact]
    public void False_is_not_raised_again_by_the_same_chip_and_is_by_another()
    {
        Smoke(70);
        Assert.Equal(WordAnswer.Taken, Say(WordKind.False));
        Smoke(120);
        Assert.Empty(place.OpenAlerts());

        Smoke(20, air: 70);

        Assert.Equal(Certainty.Likely, Assert.Single(place.OpenAlerts()).Certainty);
    }

    [Fact]
    public void A_held_fire_is_told_as_such_and_ends_as_any_other()
    {
        Smoke(70, air: 70);
        Say(WordKind.Controlled);
        place.Follower.FollowOnce();

        var alert = Assert.Single(place.OpenAlerts());
        Assert.Equal((Severity.Moderate, Certainty.Observed), (alert.Severity, alert.Certainty));
        Assert.Contains("FUEGO CONTROLADO", place.Texts()[^1]);
        Assert.Equal(WordAnswer.Taken, Say(WordKind.Over));
    }

    [Fact]
    public void A_declared_burn_is_controlled_and_a_person_beats_it()
    {
        Assert.Equal(WordAnswer.Taken, Say(WordKind.Burn, until: place.Clock.GetUtcNow().AddHours(2)));
        Smoke(70, air: 70);
        Assert.Single(place.Texts());
        Assert.Equal(Severity.Moderate, Assert.Single(place.OpenAlerts()).Severity);

        Say(WordKind.Fire);
        place.Follower.FollowOnce();

        Assert.Equal(Severity.Extreme, Assert.Single(place.OpenAlerts()).Severity);
    }

    [Fact]
    public void What_one_chip_says_while_somebody_burns_is_told_to_nobody()
    {
        Say(WordKind.Burn, until: place.Clock.GetUtcNow().AddHours(2));

        Smoke(120);

        Assert.Single(place.OpenAlerts());
        Assert.Empty(place.Texts());
    }

    [Fact]
    public void Another_zone_that_sees_it_too_beats_a_declared_burn()
    {
        Say(WordKind.Burn, until: place.Clock.GetUtcNow().AddHours(2));
        Smoke(70, air: 70);
        Assert.Equal(Severity.Moderate, Assert.Single(place.OpenAlerts()).Severity);

        Smoke(70, air: 70, other: "fuego-3");

        Assert.Equal(Severity.Extreme, place.OpenAlerts().Single(alert => alert.Zone == "fuego-2").Severity);
    }

    [Fact]
    public void A_burn_ends_by_itself_and_what_still_burns_is_a_fire()
    {
        Say(WordKind.Burn, until: place.Clock.GetUtcNow().AddMinutes(10));
        Smoke(300, air: 70);
        Assert.Equal(Severity.Moderate, Assert.Single(place.OpenAlerts()).Severity);

        Smoke(310, air: 70);

        Assert.Equal(Severity.Severe, Assert.Single(place.OpenAlerts()).Severity);
    }

    [Fact]
    public void A_burn_that_is_over_is_a_fire_again()
    {
        Say(WordKind.Burn, until: place.Clock.GetUtcNow().AddHours(2));
        Smoke(70, air: 70);

        Assert.Equal(WordAnswer.Taken, Say(WordKind.BurnEnds));
        place.Follower.FollowOnce();

        Assert.Equal(Severity.Severe, Assert.Single(place.OpenAlerts()).Severity);
        Assert.Empty(place.Words.BurnsAt(place.Clock.GetUtcNow()));
        Assert.Equal(WordAnswer.NoBurn, Say(WordKind.BurnEnds));
    }

    [Fact]
    public void A_kill_neither_loses_nor_repeats_a_word()
    {
        Say(WordKind.Fire);
        place.Kill();
        place.Follower.FollowOnce();
        Assert.Single(place.OpenAlerts());
        Say(WordKind.Over);
        place.Follower.FollowOnce();

        place.Kill();
        place.Follower.FollowOnce();

        Assert.Empty(place.OpenAlerts());
        Assert.Equal(1, place.Count("alert"));
        Assert.Equal(2, place.Count("person_word"));
    }

    [Theory]
    [InlineData("nowhere", "ramon", nameof(WordAnswer.UnknownZone))]
    [InlineData("fuego-2", " ", nameof(WordAnswer.NoName))]
    public void What_cannot_be_taken_is_refused_by_name(string zone, string who, string answer)
    {
        Assert.Equal(answer, $"{Say(WordKind.Fire, zone, who)}");
        Assert.Equal(0, place.Count("person_word"));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(24 * 60 + 1)]
    [InlineData(-5)]
    public void A_burn_has_an_end_within_a_day(int minutes) =>
        Assert.Equal(WordAnswer.BadSpan, Say(WordKind.Burn, until: place.Clock.GetUtcNow().AddMinutes(minutes)));

    [Fact]
    public void A_burn_without_an_end_is_refused() => Assert.Equal(WordAnswer.BadSpan, Say(WordKind.Burn));

    private WordAnswer Say(
        WordKind kind,
        string zone = "fuego-2",
        string who = "ramon",
        DateTimeOffset? until = null
    ) => place.Words.Say(new PersonWord(kind, zone, new By(who, Means.Sms), place.Clock.GetUtcNow(), until));

    private void Smoke(int seconds, double air = 33, string? other = null) =>
        place.Repeat(
            TimeSpan.FromSeconds(seconds),
            Five,
            () =>
            {
                place.Say("fuego-2", new Reading("gas_ratio-smoke", "/", 3));
                place.Say("fuego-2", new Reading("temperature", "Cel", air));
                if (other is not null)
                {
                    place.Say(other, new Reading("gas_ratio-smoke", "/", 3));
                }
            }
        );
}
