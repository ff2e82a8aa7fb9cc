using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Alerts;
using Vigia.Server.Cli;
using Vigia.Server.Demo;
using Vigia.Server.Farm;
using Vigia.Server.Influx;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Tests.Influx;
using Vigia.Tests.Kit;
using Vigia.Tests.Rules;

namespace Vigia.Tests.Alerts;

/// <summary>What is told of an alert's life afterwards: each thing once, and as it was known then.</summary>
[Collection(AtTheTerminal.Name)]
public sealed class AlertStoryTests : IDisposable
{
    private const string Farm = """
        language: en
        zones: [{ name: post, title: La Ceiba, kind: fire-post }, { name: pozo, title: Well, kind: tank }]
        rules: [{ name: hot, title: Too hot, zone: pozo, point: air, above: 38 }]
        """;

    private readonly FollowerPlace place = new();
    private readonly FarmPlan plan = FarmFile.Parse(Farm, "farm.yaml").Plan!;
    private readonly Terminal terminal = new();

    public void Dispose()
    {
        terminal.Dispose();
        place.Dispose();
    }

    [Fact]
    public void What_leaves_an_alert_standing_is_no_second_beginning()
    {
        var hot = Begin("hot", "pozo", Severity.Moderate, Certainty.Observed, StepReason.WentBeyond);
        Write(db => AlertTable.Turn(db, new AlertTurn(hot with { Parent = 9 }, 2, StepReason.Hidden, "A9")));
        Write(db => AlertTable.Turn(db, new AlertTurn(hot, 3, StepReason.Unhidden)));
        Write(db => AlertTable.Revise(db, new AlertRevision(hot, EndEventMs: null, 4, StepReason.LateReading)));
        Write(db => AlertTable.Clear(db, new AlertClearing(hot.Id, 5, 5, 36, StepReason.CameBack)));
        Write(db => AlertTable.Revise(db, new AlertRevision(hot, EndEventMs: 4, 6, StepReason.LateReading)));
        Write(db => AlertTable.Revise(db, new AlertRevision(hot, EndEventMs: null, 7, StepReason.Reopened)));

        Assert.Equal(
            [
                StepKind.Began,
                StepKind.Hidden,
                StepKind.Shown,
                StepKind.Corrected,
                StepKind.Ended,
                StepKind.Corrected,
                StepKind.BeganAgain,
            ],
            Trail(hot).Select(step => step.Kind)
        );
    }

    [Fact]
    public void Each_step_says_how_grave_and_how_sure_it_was_then()
    {
        var fire = BeginFire();

        Assert.Equal(
            [
                (Severity.Moderate, Certainty.Possible),
                (Severity.Severe, Certainty.Likely),
                (Severity.Extreme, Certainty.Observed),
                (Severity.Extreme, Certainty.Observed),
            ],
            Trail(fire).Select(step => (step.Severity, step.Certainty))
        );
    }

    [Fact]
    public void The_chronicle_tells_a_fire_as_it_grew_and_nothing_twice()
    {
        BeginFire();
        var hot = Begin("hot", "pozo", Severity.Moderate, Certainty.Observed, StepReason.WentBeyond);
        Write(db => AlertTable.Turn(db, new AlertTurn(hot with { Parent = 9 }, 2, StepReason.Hidden, "A9")));
        Write(db => AlertTable.Turn(db, new AlertTurn(hot, 3, StepReason.Unhidden)));
        Write(db => AlertTable.Update(db, new AlertUpdate(hot, 4, StepReason.PointLost)));
        Write(db => AlertTable.Clear(db, new AlertClearing(hot.Id, 5, 5, 36, StepReason.CameBack)));
        Write(db => AlertTable.Revise(db, new AlertRevision(hot, EndEventMs: null, 7, StepReason.Reopened)));

        Tell();

        Assert.Equal(
            [
                "ALERT A1  La Ceiba: FIRE possible",
                "ALERT A1  La Ceiba: FIRE PROBABLE",
                "ALERT A1  La Ceiba: FIRE CONFIRMED",
                "over A1   La Ceiba: FIRE CONFIRMED",
                "ALERT A2  Well: Too hot",
                "over A2   Well: Too hot",
                "ALERT A2  Well: Too hot",
            ],
            terminal.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()[7..])
        );
    }

    [Fact]
    public void A_chart_that_is_drawn_again_shows_each_step_as_it_was_then()
    {
        BeginFire();
        var lines = Lines();

        Assert.Equal(4, lines.Length);
        Assert.Contains("kind=began ", lines[0], StringComparison.Ordinal);
        Assert.Contains("severity=\"moderate\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("FIRE possible", lines[0], StringComparison.Ordinal);
        Assert.Contains("FIRE PROBABLE", lines[1], StringComparison.Ordinal);
        Assert.Contains("kind=ended", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_corrected_time_and_a_note_are_nothing_on_a_chart()
    {
        var hot = Begin("hot", "pozo", Severity.Moderate, Certainty.Observed, StepReason.WentBeyond);
        Write(db => AlertTable.Revise(db, new AlertRevision(hot, EndEventMs: null, 4, StepReason.LateReading)));
        new AlertDesk(place.Store).Note(hot.Id, "watered", new By("José", Means.Page), RulesPlace.Ten);

        Assert.Single(Lines());
    }

    private Alert BeginFire()
    {
        var fire = Begin("fire", "post", Severity.Moderate, Certainty.Possible, StepReason.Suspected);
        var surer = fire with { Severity = Severity.Severe, Certainty = Certainty.Likely };
        Write(db => AlertTable.Update(db, new AlertUpdate(surer, 2, StepReason.Probable)));
        var sure = fire with { Severity = Severity.Extreme, Certainty = Certainty.Observed };
        Write(db => AlertTable.Update(db, new AlertUpdate(sure, 3, StepReason.Confirmed)));
        Write(db => AlertTable.Clear(db, new AlertClearing(fire.Id, 4, 4, null, StepReason.EvidenceGone)));
        return fire;
    }

    private Alert Begin(string rule, string zone, Severity severity, Certainty certainty, StepReason reason)
    {
        var alert = AlertStoreTests.AlertOf(place.Store.TakeAlertId()) with
        {
            Rule = rule,
            Zone = zone,
            Severity = severity,
            Certainty = certainty,
            RaisedMs = 1,
        };
        Write(db => AlertTable.Insert(db, alert, reason));
        return alert;
    }

    private void Write(Action<Microsoft.Data.Sqlite.SqliteConnection> work) =>
        Assert.True(place.Store.TryWrite("a step", work));

    private IReadOnlyList<AlertStep> Trail(Alert alert) => new AlertDesk(place.Store).Trail(alert.Id);

    private string[] Lines()
    {
        var (lines, batch) = (new AlertLines("demo", new AlertNames(plan)), new LineBatch());
        foreach (var step in place.Store.Read(db => AlertTransition.ReadAfter(db, 0, 100), []))
        {
            lines.Write(step, batch);
        }

        return Encoding
            .UTF8.GetString(batch.Lines(0, batch.Count).Span)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private void Tell()
    {
        var clock = new FakeTimeProvider(RulesPlace.Ten);
        var clocks = new ServerClocks(clock, clock);
        using var services = new ServiceCollection()
            .AddSingleton(place.Store)
            .AddSingleton<FarmBook>(plan)
            .AddSingleton(clocks)
            .AddSingleton(new AlertNames(plan))
            .AddSingleton(new NodeWatch(new FarmNodes(plan), clocks))
            .AddSingleton(new Server.Health.IngestMetrics())
            .BuildServiceProvider();
        new Chronicle(services, new TextsEn()).TellNews();
    }
}
