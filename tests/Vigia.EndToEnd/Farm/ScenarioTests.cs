using Vigia.EndToEnd.Kit;

namespace Vigia.EndToEnd.FarmDemo;

/// <summary>Each scenario by the real programs: what it does to the farm, and who is told.</summary>
public abstract class ScenarioTests
{
    // An event begins within 5 minutes of the farm's time, and is told within 30.
    private static readonly TimeSpan ToldWithin = TimeSpan.FromMinutes(5 + 30);

    private protected static RaisedAlert Only(DemoRun run, string rule, string zone)
    {
        var alert = Assert.Single(run.Alerts());
        Assert.Equal((rule, zone), (alert.Rule, alert.Zone));
        var begun = run.Stored("cerdos-1", "temperature")[0].Ms;
        Assert.InRange(alert.RaisedMs - begun, 0, (long)ToldWithin.TotalMilliseconds);
        return alert;
    }
}

[Trait("part", "farm"), Collection("farm, first")]
public sealed class FireAndBarnTests : ScenarioTests
{
    [Theory, InlineData(1), InlineData(11)]
    public async Task A_grass_fire_is_told_with_its_place_and_spreads_to_the_next_post(int seed)
    {
        using var run = await new DemoRun
        {
            Scenario = "fire",
            Seconds = 17,
            More = ["--seed", $"{seed}"],
        }.ToItsEndAsync();
        run.LostNothing();

        var alerts = run.Alerts();

        Assert.Equal(["fuego-1", "fuego-2"], alerts.Select(alert => alert.Zone).Order());
        Assert.All(alerts, alert => Assert.Equal("fire", alert.Rule));
        // The second post may still have one sign alone when the demonstration ends: a neighbour's makes it no surer.
        Assert.Equal("Extreme", alerts.Single(alert => alert.Zone == "fuego-2").Severity);
        var text = run.Messages().First(message => message.Text.Contains("Mango", StringComparison.Ordinal)).Text;
        Assert.Matches("^Puesto El Mango, junto al mango grande: FUEGO .* Responda SI A[12] o FALSA A[12]$", text);
        // The dry run has a line for each text; the end may come between the last one's line and its row.
        var texts = File.ReadLines(Path.Combine(run.Folder, "sms.jsonl")).Count();
        Assert.InRange(run.Closing.Messages, Math.Max(1, texts - 1), texts);
    }

    [Fact]
    public async Task A_barn_without_its_fan_is_told_within_two_minutes()
    {
        using var run = await new DemoRun { Scenario = "barn-fan", Seconds = 8 }.ToItsEndAsync();
        run.LostNothing();

        var alert = run.Alerts()[0];
        var stopped = run.Stored("cerdos-1", "state-fan")
            .SkipWhile(fan => fan.Value == 0)
            .First(fan => fan.Value == 0)
            .Ms;

        Assert.Equal(("ventilation", "porqueriza"), (alert.Rule, alert.Zone));
        Assert.InRange(alert.RaisedEventMs - stopped, 0, 120_000);
        Assert.StartsWith("Porqueriza: ", run.Messages()[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_power_cut_loses_nothing_and_is_one_incident()
    {
        using var run = await new DemoRun
        {
            Scenario = "power-cut",
            Speed = 30,
            Seconds = 26,
        }.ToItsEndAsync();
        run.LostNothing();

        // Barn and pump say afterwards that they had no mains, and that they have them again: on the page. It was told already.
        var alert = Assert.Single(run.Alerts(), alert => alert.Rule != "mains-lost");
        Assert.All(run.Alerts(), one => Assert.Equal("Cleared", one.State));

        Assert.Equal(("link", "Cleared"), (alert.Rule, alert.State));
        Assert.Contains("9 nodos", run.Messages()[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            run.Messages(),
            message => message.Text.Contains("Se fue la luz", StringComparison.Ordinal)
        );
        Assert.Contains(run.Stored("bomba-1", "state-mains"), mains => mains.Value == 0);
    }
}

[Trait("part", "farm"), Collection("farm, second")]
public sealed class WaterAndNodeTests : ScenarioTests
{
    [Fact]
    public async Task A_pump_that_gives_no_water_is_told()
    {
        using var run = await new DemoRun { Scenario = "dry-pump", Seconds = 8 }.ToItsEndAsync();
        run.LostNothing();

        var alert = Only(run, "pump-dry", "bomba");

        Assert.Equal("Severe", alert.Severity);
        Assert.StartsWith("Bomba del pozo: ", run.Messages()[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_soil_under_a_dead_valve_says_irrigate_now()
    {
        using var run = await new DemoRun { Scenario = "drought", Seconds = 22 }.ToItsEndAsync();
        run.LostNothing();

        Only(run, "soil-dry", "invernadero-2");

        Assert.Contains("riegue ahora", run.Messages()[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_dies_is_one_incident_and_what_its_card_holds_is_brought()
    {
        using var run = await new DemoRun { Scenario = "dead-node", Seconds = 12 }.ToItsEndAsync();
        run.LostNothing();

        Only(run, "silence", "galpon");

        Assert.StartsWith("Galpon de acopio: galpon-1 sin se", run.Messages()[0].Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(1), InlineData(2026)]
    public async Task A_calm_day_with_a_restart_of_a_node_raises_nothing(int seed)
    {
        using var run = await new DemoRun
        {
            Scenario = "calm",
            Speed = 300,
            Seconds = 10,
            More = ["--seed", $"{seed}"],
        }.ToItsEndAsync();
        run.LostNothing();

        // How the grass would burn is the weather's, not an incident: shown, told to nobody.
        Assert.DoesNotContain(run.Alerts(), alert => !alert.Rule.StartsWith("fire-danger", StringComparison.Ordinal));
        Assert.Empty(run.Messages());
    }
}
