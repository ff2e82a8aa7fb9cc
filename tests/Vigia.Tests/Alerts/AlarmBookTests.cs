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
    public async Task Alarms_of_one_point_soon_after_one_another_are_one_alert_and_a_later_one_is_another()
    {
        Take(aid: 0);
        Assert.Equal(AlarmAnswer.Stored, Take(aid: 1, Ten.AddMinutes(9)));
        Restart();
        Assert.Equal(AlarmAnswer.Stored, Take(aid: 2, Ten.AddMinutes(30)));

        await dispatcher.DispatchOnceAsync(default);

        Assert.Equal(2, gateway.Taken.Count);
        Assert.Equal("A2", Assert.Single(place.Store.Read(AlertTable.Open, [])).Code);
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

    private AlarmAnswer Take(long aid, DateTimeOffset? now = null, string point = "air")
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
                seconds + 600,
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
