using Vigia.Server.Alerts;
using Vigia.Server.Farm;
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

        Assert.Equal(DeskAnswer.Done, desk.Acknowledge(1, OnPage("María"), Ten));
        Assert.Equal(DeskAnswer.AlreadyAcknowledged, desk.Acknowledge(1, OnPage("José"), Ten));

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
        desk.Acknowledge(1, OnPage("María"), Ten);

        place.Store.TryWrite(
            "its end",
            db => AlertTable.Clear(db, new AlertClearing(1, 5, 6, 35, StepReason.CameBack))
        );

        Assert.Empty(desk.Open());
        var over = Assert.Single(desk.Cleared(most: 10));
        Assert.Equal((6, 35.0, "María"), (over.ClearedMs, over.Value, over.Alert.AcknowledgedBy));
        Assert.Equal(DeskAnswer.AlreadyOver, desk.Acknowledge(1, OnPage("José"), Ten));
    }

    [Fact]
    public void Nobody_and_nothing_is_told_apart()
    {
        Assert.Equal(DeskAnswer.NoSuchAlert, desk.Acknowledge(7, OnPage("María"), Ten));
        Assert.Equal(DeskAnswer.NoName, desk.Acknowledge(7, OnPage(" "), Ten));
        Assert.Equal(0, changes);
    }

    [Fact]
    public void A_store_that_cannot_be_written_acknowledges_nothing()
    {
        Raise(1);
        place.Store.Read(db => db.Execute("PRAGMA query_only = 1"), 0);

        Assert.Equal(DeskAnswer.NotStored, desk.Acknowledge(1, OnPage("María"), Ten));

        place.Store.Read(db => db.Execute("PRAGMA query_only = 0"), 0);
        Assert.Equal(AlertState.Raised, Assert.Single(desk.Open()).State);
    }

    [Fact]
    public void A_long_name_is_cut_and_the_last_to_end_comes_first()
    {
        Raise(1);
        Raise(2);
        desk.Acknowledge(1, OnPage(new string('x', 500)), Ten);
        Assert.Equal(AlertDesk.MaxName, desk.Trail(1)[1].Who!.Length);

        place.Store.TryWrite(
            "ends",
            db => AlertTable.Clear(db, new AlertClearing(2, 1, 1, null, StepReason.HeardAgain))
        );
        place.Store.TryWrite(
            "ends",
            db => AlertTable.Clear(db, new AlertClearing(1, 2, 2, null, StepReason.HeardAgain))
        );

        Assert.Equal([1, 2], desk.Cleared(most: 10).Select(over => over.Alert.Id));
    }

    [Fact]
    public void Who_sleeps_on_an_alert_hears_of_it_no_more_and_the_trail_says_how_it_was_said()
    {
        Raise(1);

        Assert.Equal(DeskAnswer.Done, desk.Snooze(1, Ten.AddHours(2), new By("José", Means.Sms), Ten));

        var alert = Assert.Single(desk.Open());
        Assert.Equal(
            (AlertState.Snoozed, Ten.AddHours(2).ToUnixTimeMilliseconds()),
            (alert.State, alert.SnoozedUntilMs)
        );
        Assert.Equal(
            (AlertState.Snoozed, StepReason.Snoozed, "José", Means.Sms),
            desk.Trail(1)[1] is var step ? (step.State, step.Reason, step.Who, step.Means) : default
        );
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(24 * 60, true)]
    [InlineData((24 * 60) + 1, false)]
    public void Sleep_lasts_a_minute_to_a_day(int minutes, bool isTaken)
    {
        Raise(1);

        var answer = isTaken ? DeskAnswer.Done : DeskAnswer.BadSpan;
        Assert.Equal(answer, desk.Snooze(1, Ten.AddMinutes(minutes), OnPage("José"), Ten));
    }

    [Fact]
    public void A_fire_is_not_slept_on_and_what_a_person_ends_is_told_to_who_was_told()
    {
        var farm = FarmFile
            .Parse(
                """
                language: es
                zones: [{ name: post, title: La Ceiba, kind: fire-post }]
                """,
                "farm.yaml"
            )
            .Plan!;
        var withTexts = new AlertDesk(place.Store, new AlertTexts(farm));
        var fire = AlertStoreTests.AlertOf(1, "post", "ir_temperature") with
        {
            Rule = farm.Rules.OfType<Server.Rules.FireRule>().First().Name,
        };
        place.Store.TryWrite(
            "a fire",
            db =>
            {
                AlertTable.Insert(db, fire, StepReason.Confirmed);
                MessageTable.Insert(db, Message.About(fire, MessageKind.Raised, "fuego", nowMs: 1));
            }
        );

        Assert.Equal(DeskAnswer.FireIsNotSnoozed, withTexts.Snooze(1, Ten.AddHours(1), OnPage("José"), Ten));
        Assert.Equal(DeskAnswer.Done, withTexts.DeclareFalse(1, OnPage("Yelitza"), Ten));

        Assert.Equal(AlertState.False, desk.Find("A1")!.State);
        Assert.Equal(
            "La Ceiba: FUEGO CONFIRMADO. Falsa alarma, dice Yelitza a las 06:00. Fin de la alerta A1",
            place.Store.Read(db => db.Rows("SELECT text FROM message ORDER BY rowid", row => row.GetString(0)), [])[^1]
        );
        Assert.Equal(DeskAnswer.AlreadyOver, withTexts.Close(1, OnPage("José"), Ten));
    }

    [Fact]
    public void An_alert_that_nobody_was_told_of_ends_in_silence()
    {
        Raise(1);

        var withTexts = new AlertDesk(place.Store, new AlertTexts(FarmPlan.Empty));
        Assert.Equal(DeskAnswer.Done, withTexts.Close(1, OnPage("José"), Ten));

        Assert.Empty(desk.Open());
        Assert.Equal(Ten.ToUnixTimeMilliseconds(), Assert.Single(desk.Cleared(most: 10)).ClearedMs);
        Assert.Equal(0, place.Store.Read(db => db.Number("SELECT count(*) FROM message"), -1));
    }

    [Fact]
    public void A_note_stays_with_the_alert_also_when_it_is_over()
    {
        Raise(1);
        desk.Acknowledge(1, OnPage("María"), Ten);
        desk.Close(1, OnPage("María"), Ten);

        Assert.Equal(DeskAnswer.Done, desk.Note(1, " regado a\nlas 15:00 ", OnPage("José"), Ten.AddHours(1)));

        var step = desk.Trail(1)[^1];
        Assert.Equal((AlertState.Closed, "regado a las 15:00", "José"), (step.State, step.Note, step.Who));
        Assert.Equal(DeskAnswer.NoText, desk.Note(1, " ", OnPage("José"), Ten));
        desk.Note(1, new string('x', 1_000), OnPage("José"), Ten);
        Assert.Equal(AlertDesk.MaxNote, desk.Trail(1)[^1].Note!.Length);
    }

    [Fact]
    public void Notes_of_one_alert_have_a_bound()
    {
        Raise(1);
        for (var i = 0; i < AlertDesk.MaxNotes; i++)
        {
            Assert.Equal(DeskAnswer.Done, desk.Note(1, $"{i}", OnPage("José"), Ten));
        }

        Assert.Equal(DeskAnswer.TooManyNotes, desk.Note(1, "one more", OnPage("José"), Ten));
    }

    [Theory]
    [InlineData("A17", 17)]
    [InlineData(" a17 ", 17)]
    [InlineData("B0", 1_000)]
    [InlineData("A18", null)]
    [InlineData("17", null)]
    [InlineData("A-1", null)]
    [InlineData("AA1", null)]
    [InlineData("A1700", null)]
    public void An_alert_is_found_by_its_code(string code, int? id)
    {
        Raise(17);
        Raise(1_000);

        Assert.Equal(id, (int?)desk.Find(code)?.Id);
    }

    [Fact]
    public void A_code_that_came_again_means_the_alert_that_stands()
    {
        Raise(17);
        Raise(17 + AlertCode.Cycle);
        desk.Close(17 + AlertCode.Cycle, OnPage("José"), Ten);

        Assert.Equal(17, desk.Find("A17")!.Id);

        desk.Close(17, OnPage("José"), Ten);
        Assert.Equal(17 + AlertCode.Cycle, desk.Find("A17")!.Id);
    }

    private static By OnPage(string who) => new(who, Means.Page);

    private void Raise(long id) =>
        place.Store.TryWrite(
            "an alert",
            db => AlertTable.Insert(db, AlertStoreTests.AlertOf(id), StepReason.WentBeyond)
        );
}
