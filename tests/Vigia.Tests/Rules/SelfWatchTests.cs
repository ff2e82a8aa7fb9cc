using Vigia.Server.Alerts;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Farm;
using Vigia.Server.Rules.Service;

namespace Vigia.Tests.Rules;

/// <summary>What Vigía tells of itself: its ways out, its stores, its own absence, and points that fell silent.</summary>
public sealed class SelfWatchTests : IDisposable
{
    private const string Farm = """
        language: es
        title: El Maizal
        zones: [{ name: inv, title: Invernadero, kind: greenhouse }]
        nodes:
          - { name: inv-1, zone: inv }
          - { name: shelly, zone: inv, silence: 24h }
        service: { point: 30m, away: 10m, phones: 5m, store: 30s, charts: 1h }
        """;

    private readonly RulesPlace place = new();

    public SelfWatchTests()
    {
        place.StartFarm(Farm);
        Begin();
    }

    public void Dispose() => place.Dispose();

    [Fact]
    public void That_no_text_leaves_is_told_once_it_lasts_and_its_end_too()
    {
        Say(ServiceRules.Phones, ServiceTrouble.NoWay);
        Go(TimeSpan.FromMinutes(4));
        Assert.Empty(place.Texts());

        Go(TimeSpan.FromMinutes(2));
        Assert.Equal(
            "El Maizal: Ningun mensaje sale a los teléfonos desde las 06:00. Avise de viva voz y revise el modem. Alerta A1",
            Assert.Single(place.Texts())
        );
        Assert.Equal(
            (ServiceRules.Phones, "demo", Severity.Severe),
            Now is var a ? (a.Rule, a.Zone, a.Severity) : default
        );

        Say(ServiceRules.Phones, null);
        Go(TimeSpan.FromMinutes(1));
        Assert.Empty(place.OpenAlerts());
        Assert.Equal(2, place.Texts().Count);
    }

    [Fact]
    public void From_the_second_way_to_none_is_worse_and_told_so()
    {
        Say(ServiceRules.Phones, ServiceTrouble.SecondWay);
        Go(TimeSpan.FromMinutes(6));
        Say(ServiceRules.Phones, ServiceTrouble.NoWay);
        Go(TimeSpan.FromMinutes(1));

        Assert.Equal(Severity.Severe, Now.Severity);
        Assert.Equal(2, place.Texts().Count);
        Assert.Single(place.OpenAlerts());
    }

    [Fact]
    public async Task A_store_that_takes_nothing_is_told_all_the_same()
    {
        place.Data.Store.Read(db => db.Execute("PRAGMA query_only = 1"), 0);
        Say(ServiceRules.Store, ServiceTrouble.AlertsDown);
        Go(TimeSpan.FromMinutes(1));
        await place.Dispatcher.DispatchOnceAsync(TestContext.Current.CancellationToken);

        var message = Assert.Single(place.Gateway.Taken);
        Assert.True(message.Unpersisted);
        Assert.StartsWith("El Maizal: Las alarmas se avisan, pero no se guardan", message.Text);

        place.Data.Store.Read(db => db.Execute("PRAGMA query_only = 0"), 0);
        Say(ServiceRules.Store, null);
        Go(TimeSpan.FromMinutes(1));
        Assert.Equal(["InTrouble", "SoundAgain"], place.Desk.Trail(1).Select(step => $"{step.Reason}"));
    }

    [Fact]
    public void A_trouble_outlives_a_kill_and_is_not_told_twice()
    {
        Say(ServiceRules.Charts, ServiceTrouble.ChartsDown);
        Go(TimeSpan.FromMinutes(61));
        Assert.Equal(Severity.Minor, Now.Severity);
        Die(TimeSpan.FromMinutes(1));
        Go(TimeSpan.FromMinutes(90));

        Assert.Single(place.OpenAlerts());
        Assert.Single(place.Texts());
    }

    [Fact]
    public void A_service_that_died_says_from_when_to_when_it_was_away()
    {
        Go(TimeSpan.FromMinutes(2));
        Die(TimeSpan.FromMinutes(73));

        Assert.Equal(
            "El Maizal: Vigia no funciono hasta las 07:15 (se apago sola) desde las 06:02. Revise la corriente. Alerta A1",
            Assert.Single(place.Texts())
        );
        Go(TimeSpan.FromMinutes(11));
        Assert.Empty(place.OpenAlerts());
        Assert.Single(place.Texts());
        Assert.Equal(["WasAway", "BackAgain"], place.Desk.Trail(1).Select(step => $"{step.Reason}"));
    }

    [Fact]
    public void A_service_that_dies_again_within_ten_minutes_leaves_no_incident_standing()
    {
        Go(TimeSpan.FromMinutes(2));
        Die(TimeSpan.FromMinutes(20));
        Go(TimeSpan.FromMinutes(3));
        Die(TimeSpan.FromMinutes(15));

        Assert.Equal("A2", Assert.Single(place.OpenAlerts()).Code);
        Go(TimeSpan.FromMinutes(11));
        Assert.Empty(place.OpenAlerts());
        Assert.Equal(2, place.Texts().Count);
        Assert.Equal(["WasAway", "AwayAgain"], place.Desk.Trail(1).Select(step => $"{step.Reason}"));
    }

    [Fact]
    public void A_service_that_was_stopped_says_so_and_a_short_absence_nothing()
    {
        Go(TimeSpan.FromMinutes(2));
        Die(TimeSpan.FromMinutes(8));
        Assert.Empty(place.OpenAlerts());

        Go(TimeSpan.FromMinutes(1));
        place.Follower.End();
        Die(TimeSpan.FromMinutes(30));

        Assert.Equal($"{ServiceTrouble.Stopped}", Now.Seen);
        Assert.Contains("hasta las 06:41 (la detuvieron) desde las 06:11", Assert.Single(place.Texts()));
    }

    [Fact]
    public void A_point_that_is_read_no_more_is_one_incident_of_its_zone_while_its_node_speaks()
    {
        Hear("temperature", "humidity");
        Go(TimeSpan.FromMinutes(1));
        Assert.Empty(place.OpenAlerts());

        Live(TimeSpan.FromMinutes(29), "humidity");
        Assert.Empty(place.OpenAlerts());

        Live(TimeSpan.FromMinutes(4), "humidity");
        Assert.Equal(
            ("point-silence", "inv", "inv-1/temperature", Severity.Moderate),
            Now is var a ? (a.Rule, a.Zone, a.Seen, a.Severity) : default
        );
        Assert.StartsWith("Invernadero: Sin lectura: Temperatura desde las 06:0", Assert.Single(place.Texts()));

        Die(TimeSpan.FromMinutes(1));
        Live(TimeSpan.FromMinutes(5), "humidity");
        Assert.Single(place.OpenAlerts());

        Live(TimeSpan.FromMinutes(2), "humidity", "temperature");
        Assert.Empty(place.OpenAlerts());
        Assert.Equal(2, place.Texts().Count);
    }

    [Fact]
    public void A_node_that_is_lost_and_a_device_that_speaks_rarely_miss_no_point()
    {
        Hear("temperature");
        place.Points.Add(Sight("shelly", "level", place.Clock.GetUtcNow()));
        Go(TimeSpan.FromHours(2));

        Assert.DoesNotContain(place.OpenAlerts(), alert => alert.Rule == ServiceRules.Points);
    }

    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    public void Every_word_about_vigia_fits_one_message(string language)
    {
        var plan = FarmFile
            .Parse($"{{ language: {language}, title: Comuna Agroecologica El Maizal de Lara }}", "f")
            .Plan!;
        foreach (var trouble in Enum.GetValues<ServiceTrouble>())
        {
            var alert = Alerts.AlertStoreTests.AlertOf(25_999, "elmaizal", "") with
            {
                Rule = ServiceRules.Phones,
                Seen = $"{trouble}",
            };
            var frame = new TextFrame(CallWords.Of(plan.Language).LongestMark);
            var texts = new AlertTexts(plan);
            Assert.True(texts.FitOf(alert, wind: null, frame) == MessageFit.Whole, texts.Told(alert, null, frame));
        }
    }

    private Alert Now => place.OpenAlerts().Single(alert => ServiceRules.IsOwn(alert.Rule) && alert.Rule != "silence");

    private void Say(string rule, ServiceTrouble? trouble)
    {
        place.Sights.RemoveAll(sight => sight.Rule == rule);
        place.Sights.Add(new ServiceSight(rule, trouble));
    }

    private void Go(TimeSpan span) => place.Repeat(span, TimeSpan.FromSeconds(10), () => place.Follower.FollowOnce());

    private void Live(TimeSpan span, params string[] points) =>
        place.Repeat(
            span,
            TimeSpan.FromSeconds(10),
            () =>
            {
                Hear(points);
                place.Follower.FollowOnce();
            }
        );

    // The node speaks; of its points only these have a value.
    private void Hear(params string[] points)
    {
        var now = place.Clock.GetUtcNow();
        place.Watch.Hear("inv-1");
        foreach (var point in points)
        {
            place.Points.RemoveAll(known => known.Name == $"inv-1/{point}");
            place.Points.Add(Sight("inv-1", point, now));
        }

        var heard = place.Points.Select(known => known.Node == "inv-1" ? known with { HeardAt = now } : known).ToList();
        place.Points.Clear();
        place.Points.AddRange(heard);
    }

    private static PointSight Sight(string node, string point, DateTimeOffset now) =>
        new(node, "inv", point, now, now, TimeSpan.FromSeconds(10));

    private void Die(TimeSpan away)
    {
        place.Clock.Advance(away);
        place.Kill();
        Begin();
    }

    private void Begin()
    {
        place.Follower.FollowOnce();
        place.Watch.Begin();
    }
}
