using System.Globalization;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;

namespace Vigia.Tests.Rules;

/// <summary>A recorded stream, its ticks with it, leaves the same bytes however often it is judged, and whoever is killed meanwhile.</summary>
public sealed class DeterminismTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    private static readonly string[] Tables = ["alert", "transition", "message", "late_finding"];

    // What a gateway calls a message is drawn.
    private const string Drawn = "message.id";

    [Fact]
    public void A_recorded_farm_judged_twice_and_over_three_kills_leaves_the_same_bytes()
    {
        var rows = RecordedFarm.Rows(seed: 1);

        var first = Judged(rows, kills: []);
        var second = Judged(rows, kills: []);
        var killed = Judged(rows, RecordedFarm.Calm);

        Assert.Equal(first, second);
        Assert.Equal(first, killed);
        foreach (var rule in (string[])["|ventilation|", "|fire|", "|pump-dry|", "|silence|", "|grain-heat|"])
        {
            Assert.Contains(rule, first, StringComparison.Ordinal);
        }
    }

    // Rows as they came, a tick every 5 s; at some minutes killed, with what was not written lost.
    private static string Judged(IReadOnlyList<HeardRow> rows, int[] kills)
    {
        using var place = new RulesPlace();
        place.StartFarm(FarmFile.DemoText());
        place.Clock.SetUtcNow(RecordedFarm.Start);
        place.Follower.FollowOnce();
        Begin(place);
        var waiting = new Queue<HeardRow>(rows);
        for (var now = RecordedFarm.Start; now < RecordedFarm.Start + RecordedFarm.Lasts; now += Tick)
        {
            place.Clock.SetUtcNow(now);
            while (waiting.TryPeek(out var next) && next.Arrives <= now)
            {
                var row = waiting.Dequeue();
                place.Watch.Hear(row.Node);
                place.Ledger.Add(row.Arrives, row.Time, row.Node, row.Readings);
            }

            place.Follower.FollowOnce();
            if (Array.Exists(kills, minute => now == RecordedFarm.Start.AddMinutes(minute)))
            {
                place.Kill();
                Begin(place);
            }
        }

        place.Follower.SaveNow();
        return string.Join('\n', Tables.SelectMany(table => Lines(place.Data.Store, table)));
    }

    private static void Begin(RulesPlace place)
    {
        foreach (var node in place.Plan.Nodes)
        {
            place.Watch.Expect(node.Name, place.Clock.GetUtcNow());
        }

        place.Watch.Begin();
    }

    private static List<string> Lines(AlertStore store, string table) =>
        store.Read(
            db =>
                db.Rows(
                    $"SELECT * FROM {table} ORDER BY rowid",
                    row =>
                    {
                        var cells = Enumerable
                            .Range(0, row.FieldCount)
                            .Where(i => $"{table}.{row.GetName(i)}" != Drawn)
                            .Select(i => Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture));
                        return string.Join('|', cells.Prepend(table));
                    }
                ),
            []
        );
}
