using Vigia.Server.Alerts;
using Vigia.Tests.Influx;

namespace Vigia.Tests.Alerts;

public sealed class AlertDeskTests : IDisposable
{
    private static readonly DateTimeOffset Ten = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly FollowerPlace place = new();
    private readonly AlertDesk desk;
    private int changes;

    public AlertDeskTests()
    {
        desk = new AlertDesk(place.Store);
        desk.Changed += (_, _) => changes++;
    }

    public void Dispose() => place.Dispose();

    [Fact]
    public void What_stands_is_shown_newest_first()
    {
        Raise(1);
        Raise(2);

        Assert.Equal([2, 1], desk.Open().Select(alert => alert.Id));
    }

    [Fact]
    public void The_first_who_says_so_has_acknowledged_and_the_trail_knows_it()
    {
        Raise(1);

        Assert.Equal(AcknowledgeAnswer.Acknowledged, desk.Acknowledge(1, "María", Ten));
        Assert.Equal(AcknowledgeAnswer.AlreadyAcknowledged, desk.Acknowledge(1, "José", Ten));

        var alert = Assert.Single(desk.Open());
        Assert.Equal((AlertState.Acknowledged, "María"), (alert.State, alert.AcknowledgedBy));
        Assert.Equal(
            [(AlertState.Raised, null), (AlertState.Acknowledged, "María")],
            desk.Trail(1).Select(step => (step.State, step.Who))
        );
        Assert.Equal(1, changes);
    }

    [Fact]
    public void An_acknowledged_alert_ends_as_any_other()
    {
        Raise(1);
        desk.Acknowledge(1, "María", Ten);

        place.Store.TryWrite("its end", db => AlertTable.Clear(db, new AlertClearing(1, 5, 6, 35, "CameBack")));

        Assert.Empty(desk.Open());
        var over = Assert.Single(desk.Cleared(most: 10));
        Assert.Equal((6, 35.0, "María"), (over.ClearedMs, over.Value, over.Alert.AcknowledgedBy));
        Assert.Equal(AcknowledgeAnswer.AlreadyOver, desk.Acknowledge(1, "José", Ten));
    }

    [Fact]
    public void Nobody_and_nothing_is_told_apart()
    {
        Assert.Equal(AcknowledgeAnswer.NoSuchAlert, desk.Acknowledge(7, "María", Ten));
        Assert.Equal(AcknowledgeAnswer.NoName, desk.Acknowledge(7, " ", Ten));
        Assert.Equal(0, changes);
    }

    [Fact]
    public void A_store_that_cannot_be_written_acknowledges_nothing()
    {
        Raise(1);
        place.Store.Read(db => db.Execute("PRAGMA query_only = 1"), 0);

        Assert.Equal(AcknowledgeAnswer.NotStored, desk.Acknowledge(1, "María", Ten));

        place.Store.Read(db => db.Execute("PRAGMA query_only = 0"), 0);
        Assert.Equal(AlertState.Raised, Assert.Single(desk.Open()).State);
    }

    [Fact]
    public void A_long_name_is_cut_and_the_last_to_end_comes_first()
    {
        Raise(1);
        Raise(2);
        desk.Acknowledge(1, new string('x', 500), Ten);
        Assert.Equal(AlertDesk.MaxName, desk.Trail(1)[1].Who!.Length);

        place.Store.TryWrite("ends", db => AlertTable.Clear(db, new AlertClearing(2, 1, 1, null, "HeardAgain")));
        place.Store.TryWrite("ends", db => AlertTable.Clear(db, new AlertClearing(1, 2, 2, null, "HeardAgain")));

        Assert.Equal([1, 2], desk.Cleared(most: 10).Select(over => over.Alert.Id));
    }

    private void Raise(long id) =>
        place.Store.TryWrite("an alert", db => AlertTable.Insert(db, AlertStoreTests.AlertOf(id), "WentBeyond"));
}
