using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Calls.Drills;
using Vigia.Server.Calls.Replies;
using Vigia.Server.Rules;
using Vigia.Server.Sms;
using Vigia.Tests.Calls.Kit;

namespace Vigia.Tests.Calls;

/// <summary>A fire that is none, by the way of a real one, and the time of each of its steps.</summary>
public sealed class DrillDeskTests : IDisposable
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private readonly CallFarm farm = new();

    public void Dispose() => farm.Dispose();

    [Fact]
    public async Task The_whole_line_is_called_with_a_text_that_says_it_is_none_and_each_step_is_measured()
    {
        var drills = Desk();
        farm.Gateway.Tells = null;
        var alert = await BeginAsync(drills);
        await farm.PassAsync(TimeSpan.FromSeconds(20));
        farm.Gateway.Tells = SmsProgress.Sent;
        await farm.PassAsync(TimeSpan.FromSeconds(10));
        Assert.True(farm.Desk.Answer("1", alert, "jose", ReplyWord.Coming));

        var report = drills.ReportOf(alert.Id)!;

        Assert.Equal(["jose", "ramon", "yelitza", "nora"], report.People.Select(person => person.Name));
        Assert.All(
            farm.Gateway.Texts.Take(4),
            text => Assert.Matches("^(SIMULACRO, NO ES REAL|DRILL, NOT REAL)\\. .* (SI|YES) A1$", text)
        );
        var jose = report.People[0];
        Assert.Equal((0.0, 0.0, 25.0, 30.0), (jose.Committed, jose.Handed, jose.Sent, jose.Answered));
        Assert.Equal((4, 1, 25.0, 30.0), (report.Sent, report.Answered, report.FirstSent, report.FirstAnswer));
        Assert.Equal((false, CapStatus.Exercise), (report.IsOver, alert.Status));
        Assert.Contains(farm.Woken, row => row.Person == "jose");
    }

    [Fact]
    public async Task It_ends_by_itself_is_told_as_ended_and_its_report_stays()
    {
        var drills = Desk();
        var alert = await BeginAsync(drills);
        await farm.PassAsync(FiveMinutes + TimeSpan.FromSeconds(5));

        drills.EndThoseOver();
        await farm.AnnounceWaitingAsync();

        Assert.Equal(AlertState.Closed, farm.Store.Read(db => AlertTable.StateOf(db, alert.Id), null));
        Assert.StartsWith("SIMULACRO, NO ES REAL. ", farm.Gateway.Texts[^2], StringComparison.Ordinal);
        var report = Desk().ReportOf(alert.Id)!;
        Assert.True(report.IsOver);
        Assert.Null(drills.End(alert.Id, new By("rosa", Means.Page)));
        Assert.Empty(farm.Store.Read(DrillTable.Running, []));
        Assert.Equal(DrillAnswer.Begun, drills.Begin("ceiba", "ana", FiveMinutes).Answer);
    }

    [Fact]
    public async Task While_a_fire_stands_nobody_practises_and_one_drill_is_enough()
    {
        var drills = Desk();
        Assert.Equal(DrillAnswer.NoSuchZone, drills.Begin("cieba", "ana", FiveMinutes).Answer);
        Assert.Equal(DrillAnswer.BadSpan, drills.Begin("ceiba", "ana", TimeSpan.FromHours(2)).Answer);
        await farm.RaiseAsync(farm.Fire());
        Assert.Equal(DrillAnswer.FireStands, drills.Begin("ceiba", "ana", FiveMinutes).Answer);

        using var other = new CallFarm();
        var second = Desk(other);
        Assert.Equal(DrillAnswer.Begun, second.Begin("ceiba", "ana", FiveMinutes).Answer);
        Assert.Equal(DrillAnswer.AlreadyRuns, second.Begin("ceiba", "ana", FiveMinutes).Answer);
    }

    [Fact]
    public void Rules_do_not_take_a_drill_for_a_fire_of_theirs()
    {
        Desk().Begin("ceiba", "ana", FiveMinutes);
        var incidents = new Incidents(new AlertTexts(farm.Farm), farm.Store, new ServerClocks(farm.Clock, farm.Clock));

        incidents.Load();

        Assert.Empty(incidents.Standing());
        Assert.Single(farm.Store.Read(AlertTable.Open, []));
    }

    private async Task<Alert> BeginAsync(DrillDesk drills)
    {
        var (id, answer) = drills.Begin("ceiba", "ana", FiveMinutes);
        Assert.Equal(DrillAnswer.Begun, answer);
        await farm.AnnounceWaitingAsync();
        return farm.Store.Read(db => AlertTable.Find(db, id!.Value), null)!;
    }

    private DrillDesk Desk(CallFarm? of = null)
    {
        var own = of ?? farm;
        var clocks = new ServerClocks(own.Clock, own.Clock);
        return new DrillDesk(
            own.Store,
            own.Alerts,
            new AlertTexts(own.Farm),
            own.Farm,
            new MessageDispatcher(
                own.Store,
                own.Desk,
                DispatchOptions.Default,
                clocks,
                NullLogger<MessageDispatcher>.Instance
            ),
            SmsOptions.None,
            clocks,
            NullLogger<DrillDesk>.Instance
        );
    }
}
