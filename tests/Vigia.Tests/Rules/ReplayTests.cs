using System.Text.Json;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Rules.Replay;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>A morning of the demo's farm, as the service judged it, and as it is judged again from its record.</summary>
public sealed class ReplayTests : IDisposable
{
    private static readonly TimeSpan Five = TimeSpan.FromSeconds(5);

    private readonly RulesPlace place = new();
    private readonly List<(DateTimeOffset Now, long LastRow)> turns = [];

    public ReplayTests() => place.StartFarm(FarmFile.DemoText());

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_record_with_its_ticks_replays_to_the_very_alarms_of_the_service()
    {
        Morning();

        var live = Json(ReplayedAlarm.In(place.Data.Store));
        var (first, second) = (Json(Replay(place.Plan)), Json(Replay(place.Plan)));

        Assert.Equal(live, first);
        Assert.Equal(first, second);
        Assert.Contains("soil-dry", live, StringComparison.Ordinal);
        Assert.Contains("ventilation", live, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_ticks_of_the_service_the_same_alarms_are_raised()
    {
        Morning();

        using var replay = new RuleReplay(place.Plan, Record());
        replay.Run(TestContext.Current.CancellationToken);

        Assert.Equal(
            ReplayedAlarm.In(place.Data.Store).Select(alarm => (alarm.Alert.Rule, alarm.Alert.Place)),
            replay.Alarms().Select(alarm => (alarm.Alert.Rule, alarm.Alert.Place))
        );
    }

    [Fact]
    public void A_changed_farm_file_is_tried_before_it_is_saved()
    {
        Morning();
        var (changed, _) = FarmFile.Parse(
            FarmFile
                .DemoText()
                .Replace(
                    "rules:\n  - name: cold-night",
                    "rules:\n  - { name: barn-at-31, point: temperature, zone: porqueriza, above: 31.2, clear: 31 }\n  - name: cold-night",
                    StringComparison.Ordinal
                ),
            "farm.yaml"
        );

        Assert.DoesNotContain(Replay(place.Plan), alarm => alarm.Alert.Rule == "barn-at-31");
        Assert.Contains(Replay(changed!), alarm => alarm.Alert.Rule == "barn-at-31");
    }

    [Fact]
    public void A_node_that_falls_silent_in_the_record_is_told()
    {
        place.Repeat(TimeSpan.FromMinutes(2), Five, () => Say(fan: 1, 28));
        place.Repeat(TimeSpan.FromMinutes(5), Five, () => Turn("inv-1", Cel("temperature", 25)));

        using var replay = new RuleReplay(place.Plan, Record());
        replay.Run(TestContext.Current.CancellationToken);

        var alarm = Assert.Single(replay.Alarms());
        Assert.Equal(("silence", "porqueriza"), (alarm.Alert.Rule, alarm.Alert.Place));
    }

    [Fact]
    public void What_was_under_maintenance_raises_nothing_in_a_replay_either()
    {
        var from = place.Clock.GetUtcNow();
        Morning();
        var work = new Maintenance("porqueriza", from, from.AddHours(72), "", "José");
        Assert.Equal(MaintenanceAnswer.Done, new MaintenanceBook(place.Data.Store).Begin(work));

        using var replay = new RuleReplay(place.Plan, Record(), maintained: MaintenanceRecord.In(place.Data.Folder));
        replay.Run(TestContext.Current.CancellationToken);

        Assert.Contains(ReplayedAlarm.In(place.Data.Store), alarm => alarm.Alert.Place == "porqueriza");
        Assert.DoesNotContain(replay.Alarms(), alarm => alarm.Alert.Place == "porqueriza");
        Assert.NotEmpty(replay.Alarms());
    }

    [Fact]
    public void Of_a_world_that_ran_fast_a_silence_is_short_on_its_machine()
    {
        place.Repeat(TimeSpan.FromMinutes(2), Five, () => Say(fan: 1, 28));
        place.Repeat(TimeSpan.FromMinutes(5), Five, () => Turn("inv-1", Cel("temperature", 25)));

        using var replay = new RuleReplay(place.Plan, Record(), speed: 600);
        replay.Run(TestContext.Current.CancellationToken);

        Assert.Empty(replay.Alarms());
    }

    [Fact]
    public void A_record_that_came_in_no_order_is_judged_as_it_came()
    {
        var now = place.Clock.GetUtcNow();
        LedgerRow[] rows =
        [
            .. Enumerable
                .Range(1, 1200)
                .Select(i => ListRow(i, now.AddSeconds(i % 2 == 0 ? i : i - 60), Cel("temperature", 45))),
        ];

        using var replay = new RuleReplay(place.Plan, rows);
        replay.Run(TestContext.Current.CancellationToken);

        Assert.Equal(1200, replay.Rows);
    }

    private static LedgerRow ListRow(int row, DateTimeOffset time, Reading reading) =>
        Influx.ListLedger.Row(row, time, time, "inv-1", reading) with
        {
            Zone = "invernadero-1",
        };

    private void Morning()
    {
        place.Repeat(TimeSpan.FromMinutes(2), Five, () => Say(fan: 1, 28));
        place.Repeat(TimeSpan.FromMinutes(3), Five, () => Say(fan: 0, 31.5));
        place.Repeat(
            TimeSpan.FromMinutes(3),
            Five,
            () =>
            {
                Say(fan: 1, 27);
                Turn("inv-2", Soil(1, 0.19), Soil(2, 0.18), Soil(3, 0.25));
            }
        );
    }

    private void Say(double fan, double warmth)
    {
        Turn("cerdos-1", Cel("temperature", warmth), new Reading("humidity", "%RH", 60));
        Turn("cerdos-1", new Reading("state-fan", "boolean", fan));
    }

    private void Turn(string node, params Reading[] readings)
    {
        place.Say(node, readings);
        turns.Add((place.Clock.GetUtcNow(), place.Ledger.LastRow));
    }

    private IReadOnlyList<ReplayedAlarm> Replay(FarmPlan plan)
    {
        using var replay = new RuleReplay(plan, Record());
        foreach (var (now, lastRow) in turns)
        {
            replay.Turn(now, lastRow);
        }

        return replay.Alarms();
    }

    private IReadOnlyList<LedgerRow> Record() => place.Ledger.ReadAfter(0, int.MaxValue);

    private static string Json(IReadOnlyList<ReplayedAlarm> alarms) => JsonSerializer.Serialize(alarms);

    private static Reading Soil(int probe, double value) => new($"soil_moisture-{probe}", "/", value);

    private static Reading Cel(string point, double value) => new(point, "Cel", value);
}
