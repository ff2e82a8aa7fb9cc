using FsCheck.Xunit;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

[Trait("beside", "browser")]
public sealed class FireTests : IDisposable
{
    private static readonly TimeSpan Five = TimeSpan.FromSeconds(5);

    private readonly RulesPlace place = new();
    private BootId run = new(7);

    public FireTests()
    {
        place.StartFarm(FarmFile.DemoText());
        place.Ledger.BootOf = _ => run;
    }

    public void Dispose() => place.Dispose();

    [Fact]
    public void Smoke_alone_is_shown_and_sent_to_nobody()
    {
        Post(70, smoke: 3);

        var alert = Assert.Single(place.OpenAlerts());
        Assert.Equal(
            (Severity.Moderate, Urgency.Immediate, Certainty.Possible),
            (alert.Severity, alert.Urgency, alert.Certainty)
        );
        Assert.Empty(place.Texts());
    }

    [Fact]
    public void Smoke_and_heat_of_another_chip_are_a_probable_fire_that_is_told()
    {
        place.Say("clima-1", new Reading("wind_speed", "m/s", 4.2));
        Post(70, smoke: 3);
        Post(20, smoke: 3, air: 70);

        var alert = Assert.Single(place.OpenAlerts());
        Assert.Equal((Severity.Severe, Certainty.Likely), (alert.Severity, alert.Certainty));
        Assert.Equal(
            "Puesto El Mango, junto al mango grande: FUEGO PROBABLE. Humo 3 06:01, calor 70C 06:01. Viento 15 km/h. No vaya solo. Responda SI A1 o FALSA A1",
            Assert.Single(place.Texts())
        );
    }

    [Fact]
    public void Flame_beside_it_confirms_the_same_incident()
    {
        Post(70, smoke: 3);
        Post(20, smoke: 3, air: 70);
        Post(20, smoke: 3, air: 70, flame: 1);

        var alert = Assert.Single(place.OpenAlerts());
        Assert.Equal((Severity.Extreme, Certainty.Observed), (alert.Severity, alert.Certainty));
        Assert.Equal(2, place.Texts().Count);
        Assert.Contains("FUEGO CONFIRMADO", place.Texts()[1]);
        Assert.Equal(
            ["Suspected", "Probable", "Confirmed"],
            place.Desk.Trail(alert.Id).Select(step => $"{step.Reason}")
        );
    }

    [Fact]
    public void One_chip_that_says_heat_twice_stays_suspected()
    {
        Post(120, air: 90);

        Assert.Equal(Certainty.Possible, Assert.Single(place.OpenAlerts()).Certainty);
    }

    [Fact]
    public void Two_chips_of_a_node_that_was_reset_wait_ten_minutes()
    {
        Post(20);
        run = new BootId(8);
        Post(90, smoke: 3, air: 70);
        Assert.Empty(place.Texts());

        Post(530, smoke: 3, air: 70);

        Assert.Single(place.Texts());
    }

    /// <summary>The whole llano burns in March: smoke at every post is no fire at any.</summary>
    [Fact]
    public void Two_posts_with_one_sign_each_are_told_to_nobody()
    {
        Posts(120, smoke: 3);

        Assert.Equal(["fuego-1", "fuego-2"], place.OpenAlerts().Select(alert => alert.Node).Order());
        Assert.All(place.OpenAlerts(), alert => Assert.Equal(Certainty.Possible, alert.Certainty));
        Assert.Empty(place.Texts());
    }

    [Fact]
    public void A_neighbour_makes_a_probable_fire_a_confirmed_one()
    {
        Posts(70, smoke: 3);
        Posts(20, smoke: 3, air: 70);

        var alert = place.OpenAlerts().Single(alert => alert.Zone == "fuego-2");
        Assert.Equal(Certainty.Observed, alert.Certainty);
    }

    [Fact]
    public void A_post_that_the_farm_file_does_not_call_a_neighbour_is_none()
    {
        Posts(70, node: "fuego-1", other: "fuego-3", smoke: 3);
        Posts(20, node: "fuego-1", other: "fuego-3", smoke: 3, air: 70);

        var alert = place.OpenAlerts().Single(alert => alert.Zone == "fuego-1");
        Assert.Equal(Certainty.Likely, alert.Certainty);
    }

    [Fact]
    public void At_noon_heat_alone_is_none_where_all_posts_are_as_hot()
    {
        place.Clock.SetUtcNow(RulesPlace.Ten.AddHours(6));
        All(60, air: 58);
        All(60, air: 62);
        Assert.Empty(place.OpenAlerts());

        All(60, air: 62, smoke: 3);
        All(20, air: 62, smoke: 3);

        Assert.NotEmpty(place.Texts());
    }

    /// <summary>A chip of a neighbour that fails hot does not make a fire of everybody's noon.</summary>
    [Fact]
    public void At_noon_a_neighbour_that_is_hot_alone_changes_nothing_at_the_others()
    {
        place.Clock.SetUtcNow(RulesPlace.Ten.AddHours(6));
        All(60, air: 62);

        place.Repeat(
            TimeSpan.FromSeconds(60),
            Five,
            () =>
            {
                Sweep("fuego-1", 120, smoke: 1, flame: 0);
                Sweep("fuego-2", 62, smoke: 1, flame: 0);
                Sweep("fuego-3", 62, smoke: 1, flame: 0);
            }
        );

        Assert.Equal("fuego-1", Assert.Single(place.OpenAlerts()).Zone);
        Assert.Empty(place.Texts());
    }

    [Fact]
    public void At_noon_one_post_that_is_much_hotter_than_the_others_is_suspected()
    {
        place.Clock.SetUtcNow(RulesPlace.Ten.AddHours(6));
        All(60, air: 45);

        Post(20, air: 62);

        Assert.Equal("fuego-2", Assert.Single(place.OpenAlerts()).Zone);
    }

    [Fact]
    public void A_chip_that_has_cried_for_two_hours_is_no_witness_any_more()
    {
        Post(3 * 3600, smoke: 3);
        Assert.Single(place.OpenAlerts());

        Post(60, smoke: 3, air: 70);

        Assert.Empty(place.Texts());
    }

    [Theory]
    [InlineData(85.0)]
    [InlineData(-127.0)]
    public void What_a_thermometer_says_that_measures_nothing_is_not_judged(double celsius)
    {
        Post(30);

        Post(120, air: celsius);

        Assert.Empty(place.OpenAlerts());
    }

    [Fact]
    public void A_post_that_sees_nothing_itself_is_not_alarmed_by_its_neighbours()
    {
        Post(20, node: "fuego-1");
        Post(90, smoke: 3, air: 70, flame: 1);

        Assert.Equal("fuego-2", Assert.Single(place.OpenAlerts()).Node);
    }

    [Fact]
    public void A_fast_rise_is_heat_long_before_sixty_degrees()
    {
        Post(60, air: 36);
        for (var air = 36.0; air < 52; air += 0.8)
        {
            Post(5, air: air);
        }

        Assert.StartsWith("heat=", Assert.Single(place.OpenAlerts()).Seen);
    }

    /// <summary>An array of 8 × 8 says 80 °C of whatever is hotter (its datasheet): the limit is where it can reach it.</summary>
    [Fact]
    public void A_pixel_at_the_end_of_its_range_is_a_hot_spot()
    {
        Spot(20, 80);

        Assert.StartsWith("heat=80", Assert.Single(place.OpenAlerts()).Seen);
    }

    /// <summary>What is forty degrees above its own day's middle burns; bare ground at noon is thirty above it.</summary>
    [Fact]
    public void A_spot_much_hotter_than_by_habit_is_a_hot_spot_and_ground_in_the_sun_is_none()
    {
        Spot(4 * 3600, 31);
        Spot(1200, 62);
        Assert.Empty(place.OpenAlerts());

        Spot(20, 73);

        Assert.Equal(Certainty.Possible, Assert.Single(place.OpenAlerts()).Certainty);
    }

    [Fact]
    public void Smoke_is_held_against_what_the_sensor_says_by_habit()
    {
        Post(4 * 3600, smoke: 1.7);
        Post(600, smoke: 2.2);
        Assert.Empty(place.OpenAlerts());

        Post(120, smoke: 3.4);

        Assert.StartsWith("smoke=", Assert.Single(place.OpenAlerts()).Seen);
    }

    [Fact]
    public void A_fire_is_over_a_quarter_of_an_hour_after_its_last_sign()
    {
        Post(70, smoke: 3, air: 70);
        Post(14 * 60);
        Assert.Single(place.OpenAlerts());

        Post(2 * 60);

        Assert.Empty(place.OpenAlerts());
        Assert.Equal(2, place.Texts().Count);
        Assert.Contains("Fin de la alerta A1", place.Texts()[1]);
    }

    [Fact]
    public void A_post_that_burned_does_not_say_that_the_fire_is_over()
    {
        Post(70, smoke: 3, air: 70);
        place.Watch.Lose("fuego-2", place.Clock.GetUtcNow());

        place.Clock.Advance(TimeSpan.FromHours(1));
        place.Follower.FollowOnce();

        Assert.Single(place.OpenAlerts(), alert => alert.Rule == "fire");
    }

    [Fact]
    public void Suspect_readings_of_two_chips_make_nothing_surer_than_suspected()
    {
        place.Repeat(
            TimeSpan.FromMinutes(2),
            Five,
            () =>
                place.Say(
                    "fuego-2",
                    new Reading("temperature", "Cel", 90, Flag: QartodFlag.Suspect),
                    new Reading("gas_ratio-smoke", "/", 9, Flag: QartodFlag.Suspect)
                )
        );

        Assert.Equal(Certainty.Possible, Assert.Single(place.OpenAlerts()).Certainty);
    }

    /// <summary>Whatever one chip says, at whatever moments, with whatever resets: nobody is sent anything.</summary>
    [Property(MaxTest = 300)]
    public void No_single_faulty_chip_can_send_a_message(int seed, byte chip)
    {
        var fate = new Random(seed);
        var rule = DemoFire("fuego-2");
        string[] points = (chip % 7) switch
        {
            0 => ["temperature", "humidity"],
            1 => ["temperature-2"],
            2 => ["gas_ratio-smoke"],
            3 => ["ir_temperature"],
            4 => ["co"],
            5 => ["pm25"],
            _ => ["state-flame"],
        };
        var state = PlaceState.Fresh;
        var now = RulesPlace.Ten;
        for (var i = 0; i < 300; i++)
        {
            now += TimeSpan.FromSeconds(fate.Next(1, fate.Next(5) == 0 ? 1_000 : 15));
            var e = fate.Next(5) == 0 ? RuleEvent.Tick : Wild(fate, points, now);

            var ruling = rule.Judge(state, e, now, Surroundings.Nothing);
            state = ruling.State;

            Assert.True(state.Stage <= FireStage.Suspected, $"{state.Stage} by {string.Join(", ", points)}");
            Assert.False(ruling is { Change: Change.Raise or Change.Grow, Finding.IsTold: true });
        }
    }

    private static RuleEvent Wild(Random fate, string[] points, DateTimeOffset now) =>
        RuleEvent.Reading(
            "fuego-2",
            points[fate.Next(points.Length)],
            now - TimeSpan.FromSeconds(fate.Next(12)),
            fate.Next(3) switch
            {
                0 => fate.NextDouble() * 120,
                1 => fate.Next(2),
                _ => 30 + fate.NextDouble(),
            },
            fate.Next(6) == 0 ? QartodFlag.Suspect : QartodFlag.Pass
        ) with
        {
            Boot = new BootId((ulong)fate.Next(3)),
        };

    private static Rule DemoFire(string zone) =>
        FarmFile
            .Parse(FarmFile.DemoText(), "demo.yaml")
            .Plan!.Rules.First(rule => rule.Zone == zone && rule.Name == "fire");

    private void Spot(int seconds, double celsius) =>
        place.Repeat(
            TimeSpan.FromSeconds(seconds),
            Five,
            () => place.Say("fuego-2", new Reading("ir_temperature", "Cel", celsius))
        );

    private void Post(int seconds, string node = "fuego-2", double air = 33, double smoke = 1, double flame = 0) =>
        place.Repeat(TimeSpan.FromSeconds(seconds), Five, () => Sweep(node, air, smoke, flame));

    // The other has smoke alone.
    private void Posts(
        int seconds,
        string node = "fuego-2",
        string other = "fuego-1",
        double air = 33,
        double smoke = 1
    ) =>
        place.Repeat(
            TimeSpan.FromSeconds(seconds),
            Five,
            () =>
            {
                Sweep(other, 33, smoke, flame: 0);
                Sweep(node, air, smoke, flame: 0);
            }
        );

    private void All(int seconds, double air, double smoke = 1) =>
        place.Repeat(
            TimeSpan.FromSeconds(seconds),
            Five,
            () =>
            {
                foreach (var node in (string[])["fuego-1", "fuego-2", "fuego-3"])
                {
                    Sweep(node, air, smoke, flame: 0);
                }
            }
        );

    private void Sweep(string node, double air, double smoke, double flame)
    {
        place.Say(node, new Reading("gas_ratio-smoke", "/", smoke));
        place.Say(node, new Reading("humidity", "%RH", 40), new Reading("temperature", "Cel", air));
        place.Say(node, new Reading("state-flame", "boolean", flame));
        place.Say(node, new Reading("temperature-2", "Cel", 33));
    }
}
