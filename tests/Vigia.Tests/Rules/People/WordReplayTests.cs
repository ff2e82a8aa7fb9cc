using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules.People;
using Vigia.Server.Rules.Replay;
using Vigia.Wire;

namespace Vigia.Tests.Rules.People;

/// <summary>What people said is part of the record: a replay hears it at its time.</summary>
public sealed class WordReplayTests : IDisposable
{
    private readonly RulesPlace place = new();

    public WordReplayTests() => place.StartFarm(FarmFile.DemoText());

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_replay_hears_the_words_of_the_record_in_their_order()
    {
        Live(60);
        Say(WordKind.Fire);
        Live(120);
        Say(WordKind.Over);
        Live(60);

        using var replay = new RuleReplay(place.Plan, place.Ledger.ReadAfter(0, 1_000))
        {
            Words = WordRecord.In(place.Data.Folder),
        };
        replay.Run(default);

        var alarm = Assert.Single(replay.Alarms());
        Assert.Equal(("fire", "fuego-2", Severity.Extreme), (alarm.Alert.Rule, alarm.Alert.Zone, alarm.Alert.Severity));
        var live = place.Data.Store.Read(db => AlertTable.Find(db, 1), otherwise: null)!;
        Assert.Equal(live.RaisedEventMs, alarm.Alert.RaisedEventMs);
        Assert.Equal(AlertState.Closed, live.State);
        Assert.NotNull(alarm.ClearedMs);
    }

    [Fact]
    public void A_folder_without_a_store_has_no_words() =>
        Assert.Empty(WordRecord.In(Path.Combine(place.Data.Folder, "nothing")));

    private void Say(WordKind kind)
    {
        place.Words.Say(new PersonWord(kind, "fuego-2", new By("ramon", Means.Sms), place.Clock.GetUtcNow()));
        place.Follower.FollowOnce();
    }

    private void Live(int seconds) =>
        place.Repeat(
            TimeSpan.FromSeconds(seconds),
            TimeSpan.FromSeconds(5),
            () => place.Say("fuego-2", new Reading("temperature", "Cel", 33))
        );
}
