using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Tests.Influx;
using Vigia.Tests.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Alerts;

public sealed class AlarmBookTests : IDisposable
{
    private static readonly DateTimeOffset Ten = RulesPlace.Ten;

    private readonly FollowerPlace place = new();
    private readonly RecordingGateway gateway = new();
    private MessageDispatcher dispatcher = null!;
    private AlarmBook book = null!;

    public AlarmBookTests() => Start();

    public void Dispose()
    {
        dispatcher.Dispose();
        place.Dispose();
    }

    [Fact]
    public async Task A_nodes_alarm_is_told_once_however_often_it_is_repeated()
    {
        Assert.Equal(AlarmAnswer.Stored, Take(aid: 0));
        Assert.Equal(AlarmAnswer.Known, Take(aid: 0));
        Restart();
        Assert.Equal(AlarmAnswer.Known, Take(aid: 0));

        await dispatcher.DispatchOnceAsync(default);

        Assert.Equal("inv1: air 61C, limite 55C, a las 06:00. Alerta A1", Assert.Single(gateway.Texts));
    }

    [Fact]
    public async Task A_limit_that_stays_passed_for_a_day_is_one_alert_and_told_once()
    {
        for (var i = 0; i < 24 * 5; i++)
        {
            Assert.Equal(AlarmAnswer.Stored, Take(aid: i, Ten.AddMinutes(12 * i)));
            book.Tick(Ten.AddMinutes((12 * i) + 11));
            if (i == 30)
            {
                Restart();
            }
        }

        await dispatcher.DispatchOnceAsync(default);

        Assert.Single(gateway.Taken);
        Assert.Equal("A1", Assert.Single(Open()).Code);
        Assert.Single(Trail(1));
    }

    [Fact]
    public async Task What_its_node_does_not_repeat_is_over_and_who_was_told_is_told_so()
    {
        Take(aid: 0);
        Restart();
        book.Tick(Ten.AddMinutes(19));
        Assert.Single(Open());

        book.Tick(Ten.AddMinutes(20));
        await dispatcher.DispatchOnceAsync(default);

        Assert.Empty(Open());
        Assert.Equal("inv1: air a las 06:10. Fin de la alerta A1", gateway.Texts.Last());
        Assert.Equal((StepKind.Ended, StepReason.Expired), Trail(1)[^1] is var end ? (end.Kind, end.Reason) : default);
        Assert.Equal(AlarmAnswer.Stored, Take(aid: 1, Ten.AddMinutes(30)));
        Assert.Equal("A2", Assert.Single(Open()).Code);
    }

    [Fact]
    public async Task A_server_that_was_away_ends_the_old_alert_before_it_tells_the_new_one()
    {
        Take(aid: 0);
        Restart();
        Take(aid: 1, Ten.AddMinutes(40));
        await dispatcher.DispatchOnceAsync(default);

        Assert.Equal("A2", Assert.Single(Open()).Code);
        Assert.Equal(
            [MessageKind.Raised, MessageKind.Cleared, MessageKind.Raised],
            gateway.Taken.Select(one => one.Kind)
        );
    }

    [Fact]
    public async Task What_a_person_ended_is_quiet_until_its_node_has_ceased_to_say_it()
    {
        Take(aid: 0);
        new AlertDesk(place.Store).DeclareFalse(1, new By("José", Means.Page), Ten.AddMinutes(5));
        Take(aid: 1, Ten.AddMinutes(12));
        Restart();
        Take(aid: 2, Ten.AddMinutes(24));
        await dispatcher.DispatchOnceAsync(default);
        Assert.Empty(Open());
        Assert.Single(gateway.Taken);

        book.Tick(Ten.AddMinutes(50));
        Take(aid: 3, Ten.AddMinutes(51));
        Assert.Equal("A2", Assert.Single(Open()).Code);
    }

    [Fact]
    public async Task What_a_rule_of_the_farm_has_told_already_is_not_told_again_by_the_node()
    {
        Rule(id: 50, limit: 55);
        Take(aid: 0);
        await dispatcher.DispatchOnceAsync(default);

        Assert.Empty(gateway.Taken);
        var hidden = Open().Single(alert => alert.Rule == AlarmBook.Rule);
        Assert.Equal((AlertState.Suppressed, "A50"), (hidden.State, hidden.ParentCode));

        // The rule says that it is over; the node still says so.
        place.Store.TryWrite(
            "its end",
            db => AlertTable.Clear(db, new AlertClearing(50, 1, 1, 50, StepReason.CameBack))
        );
        Take(aid: 1, Ten.AddMinutes(12));
        await dispatcher.DispatchOnceAsync(default);
        Assert.Single(gateway.Taken);
        Assert.Equal(AlertState.Raised, Assert.Single(Open()).State);
    }

    [Fact]
    public async Task What_a_rule_has_told_of_a_nearer_limit_does_not_hide_a_further_one()
    {
        Rule(id: 50, limit: 38);
        Take(aid: 0);
        await dispatcher.DispatchOnceAsync(default);

        Assert.Single(gateway.Taken);
    }

    [Fact]
    public void An_alarm_that_says_that_it_holds_for_ever_holds_for_a_day()
    {
        Take(aid: 0, life: 1e300);
        book.Tick(Ten + AlarmBook.LongestLife);
        Assert.Single(Open());

        book.Tick(Ten + AlarmBook.LongestLife + AlarmBook.Grace);
        Assert.Empty(Open());
    }

    [Fact]
    public async Task An_alarm_that_cannot_be_kept_is_told_at_once_and_acknowledged_when_it_is_kept()
    {
        place.Store.Read(db => db.Execute("PRAGMA query_only = 1"), 0);
        Assert.Equal(AlarmAnswer.NotStored, Take(aid: 0));
        Assert.Equal(AlarmAnswer.NotStored, Take(aid: 0));
        await dispatcher.DispatchOnceAsync(default);
        Assert.True(Assert.Single(gateway.Taken).Unpersisted);

        place.Store.Read(db => db.Execute("PRAGMA query_only = 0"), 0);
        Assert.Equal(AlarmAnswer.Stored, Take(aid: 0));
        await dispatcher.DispatchOnceAsync(default);

        Assert.Single(gateway.Taken);
        Assert.True(Assert.Single(place.Store.Read(AlertTable.Open, [])).Unpersisted);
    }

    [Fact]
    public async Task A_node_that_cries_at_a_hundred_points_is_told_at_some()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(AlarmAnswer.Stored, Take(aid: i, point: $"p{i}"));
        }

        await dispatcher.DispatchOnceAsync(default);

        Assert.Equal(AlarmBook.MaxPointsOfNode, gateway.Taken.Count);
    }

    [Fact]
    public void An_alarm_without_a_point_is_refused_and_changes_nothing()
    {
        Assert.Equal(AlarmAnswer.BadMessage, Take(aid: 0, point: ""));
        Assert.Equal(0, place.Store.Read(db => db.Number("SELECT count(*) FROM node_alarm"), -1));
    }

    private IReadOnlyList<Alert> Open() => place.Store.Read(AlertTable.Open, []);

    private IReadOnlyList<AlertStep> Trail(long id) => place.Store.Read(db => AlertTable.Trail(db, id), []);

    // Of a rule of the farm about the same point, told.
    private void Rule(long id, double limit)
    {
        var alert = AlertStoreTests.AlertOf(id) with
        {
            Severity = Severity.Moderate,
            Value = limit + 2,
            Limit = limit,
            ToldMs = 1,
        };
        place.Store.TryWrite("an alert", db => AlertTable.Insert(db, alert, StepReason.WentBeyond));
    }

    private AlarmAnswer Take(long aid, DateTimeOffset? now = null, string point = "air", double life = 600)
    {
        var at = now ?? Ten;
        var seconds = at.ToUnixTimeSeconds();
        return book.Take(
            "inv1",
            new AlarmReport(
                new BootId(7),
                aid,
                seconds,
                ClockQuality.Ntp,
                100,
                "c01d",
                seconds + life,
                point,
                "Cel",
                61,
                55
            ),
            at
        );
    }

    private void Restart()
    {
        dispatcher.Dispose();
        place.Restart();
        Start();
    }

    private void Start()
    {
        dispatcher = new MessageDispatcher(
            place.Store,
            gateway,
            DispatchOptions.Default,
            new ServerClocks(TimeProvider.System, TimeProvider.System),
            NullLogger<MessageDispatcher>.Instance
        );
        book = new AlarmBook(
            place.Store,
            dispatcher,
            new AlertTexts(FarmPlan.Empty),
            new AlertDesk(place.Store),
            NullLogger<AlarmBook>.Instance
        );
    }
}
