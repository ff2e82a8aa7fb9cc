using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Tests.Calls.Kit;
using Vigia.Tests.Influx;
using Vigia.Tests.Rules;

namespace Vigia.Tests.Alerts;

public sealed class MessageDispatcherTests : IDisposable
{
    private readonly FollowerPlace place = new();
    private readonly RecordingGateway gateway = new();
    private readonly MessageDispatcher dispatcher;

    public MessageDispatcherTests() =>
        dispatcher = new MessageDispatcher(
            place.Store,
            gateway,
            DispatchOptions.Default with
            {
                ShortestPause = TimeSpan.FromMilliseconds(1),
            },
            new ServerClocks(TimeProvider.System, TimeProvider.System),
            NullLogger<MessageDispatcher>.Instance
        );

    public void Dispose()
    {
        dispatcher.Dispose();
        place.Dispose();
    }

    [Fact]
    public async Task A_message_waits_until_the_gateway_is_back()
    {
        gateway.Away = true;
        Put("one");
        Assert.Equal(DispatchOutcome.GatewayUnavailable, await dispatcher.DispatchOnceAsync(default));

        gateway.Away = false;
        Assert.Equal(DispatchOutcome.NothingWaits, await dispatcher.DispatchOnceAsync(default));

        Assert.Equal(["one"], gateway.Texts);
    }

    [Fact]
    public async Task The_oldest_goes_first_and_what_could_not_be_stored_before_all()
    {
        Put("one");
        Put("two");
        dispatcher.SendUnstored(MessageOf("at once"));

        await dispatcher.DispatchOnceAsync(default);

        Assert.Equal(["at once", "one", "two"], gateway.Texts);
    }

    [Fact]
    public async Task A_fire_overtakes_a_storm_and_its_own_messages_keep_their_order()
    {
        var farm = new FarmBook(FarmFile.Parse(CallFarm.Yaml, "farm.yaml").Plan!);
        using var fires = new MessageDispatcher(
            place.Store,
            gateway,
            DispatchOptions.Default,
            new ServerClocks(TimeProvider.System, TimeProvider.System),
            NullLogger<MessageDispatcher>.Instance,
            farm
        );
        for (var i = 0; i < 30; i++)
        {
            Put($"storm {i}");
        }

        Put("fire", "fire");
        Put("fire is worse", "fire");

        await fires.DispatchOnceAsync(default);

        Assert.Equal(["fire", "fire is worse", "storm 0"], gateway.Texts.AsEnumerable().Take(3));
        Assert.Equal(32, gateway.Texts.AsEnumerable().Count());
    }

    [Fact]
    public async Task A_message_that_was_handed_but_not_marked_is_not_handed_again_by_the_same_process()
    {
        Put("one");
        Put("two");
        place.Store.Read(db => db.Execute("PRAGMA query_only = 1"), 0);

        await dispatcher.DispatchOnceAsync(default);
        await dispatcher.DispatchOnceAsync(default);
        Assert.Equal(["one", "two"], gateway.Texts);

        place.Store.Read(db => db.Execute("PRAGMA query_only = 0"), 0);
        await dispatcher.DispatchOnceAsync(default);
        Assert.Equal(["one", "two"], gateway.Texts);
        Assert.Equal(2, place.Store.Read(db => db.Number("SELECT count(*) FROM message WHERE state = 'Handed'"), -1));
    }

    [Fact]
    public async Task The_loop_hands_over_what_comes_and_survives_a_gateway_that_fails()
    {
        using var stop = new CancellationTokenSource();
        gateway.DiesAfterTaking = true;
        var running = dispatcher.RunAsync(stop.Token);
        Put("one");
        dispatcher.Wake();
        await Wait.For("a failure", () => gateway.Taken.Count > 0);

        gateway.DiesAfterTaking = false;
        await Wait.For(
            "the mark",
            () => place.Store.Read(db => db.Number("SELECT count(*) FROM message WHERE state = 'Handed'"), -1) == 1
        );

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Wait.Limit));
    }

    private void Put(string text, string? rule = null) =>
        Assert.True(place.Store.TryWrite("a message", db => MessageTable.Insert(db, MessageOf(text, rule))));

    private Message MessageOf(string text, string? rule = null)
    {
        var alert = AlertStoreTests.AlertOf(place.Store.TakeAlertId());
        return Message.About(alert with { Rule = rule ?? alert.Rule }, MessageKind.Raised, text, nowMs: 0);
    }
}
