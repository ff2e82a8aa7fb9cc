using System.Globalization;
using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Cli;
using Vigia.Server.Farm;
using Vigia.Server.Health;
using Vigia.Server.Rules;

namespace Vigia.Server.Demo;

/// <summary>Tells at the terminal what happens on the farm, in its time: alerts and messages as they come, and how things stand.</summary>
internal sealed class Chronicle(IServiceProvider services, Texts texts)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan StateEvery = TimeSpan.FromSeconds(10);

    // More at once are a flood that nobody reads; the page has them all.
    private const int MaxAtOnce = 20;

    private readonly AlertStore store = services.GetRequiredService<AlertStore>();
    private readonly FarmPlan plan = services.GetRequiredService<FarmPlan>();
    private readonly ServerClocks clocks = services.GetRequiredService<ServerClocks>();
    private readonly IngestMetrics metrics = services.GetRequiredService<IngestMetrics>();
    private long transitionsTold;
    private long messagesTold;

    public async Task TellAsync(CancellationToken stop)
    {
        var stateTold = clocks.Machine.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(LookEvery, clocks.Machine, stop);
                TellNews();
                if (clocks.Machine.GetElapsedTime(stateTold) >= StateEvery)
                {
                    stateTold = clocks.Machine.GetTimestamp();
                    TellState();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The demonstration ends.
        }
    }

    /// <summary>What has happened since it was last told.</summary>
    public void TellNews()
    {
        foreach (var (row, at, words) in store.Read(NewTransitions, []))
        {
            transitionsTold = row;
            Say(at, words);
        }

        foreach (var (row, at, words) in store.Read(NewMessages, []))
        {
            messagesTold = row;
            Say(at, $"SMS «{words}»");
        }
    }

    private void TellState() =>
        Say(
            clocks.World.GetUtcNow(),
            texts.DemoState(
                metrics.Stored,
                store.Read(db => db.Number("SELECT count(*) FROM alert WHERE state <> 'Cleared'"), 0)
            )
        );

    private List<(long Row, DateTimeOffset At, string Words)> NewTransitions(SqliteConnection db) =>
        db.Rows(
            """
            SELECT t.rowid, t.at_ms, t.state, a.id, a.rule, coalesce(a.zone, a.node), a.severity
            FROM transition t JOIN alert a ON a.id = t.alert WHERE t.rowid > @0 ORDER BY t.rowid LIMIT @1
            """,
            row =>
                (
                    row.GetInt64(0),
                    DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
                    texts.DemoAlert(row.GetString(2), PlaceOf(row.GetString(5)), row.GetString(4), row.GetString(6))
                ),
            transitionsTold,
            MaxAtOnce
        );

    private List<(long Row, DateTimeOffset At, string Words)> NewMessages(SqliteConnection db) =>
        db.Rows(
            "SELECT rowid, created_ms, text FROM message WHERE rowid > @0 ORDER BY rowid LIMIT @1",
            row => (row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetString(2)),
            messagesTold,
            MaxAtOnce
        );

    private string PlaceOf(string zone) =>
        plan.Zones.FirstOrDefault(z => z.Name == zone)?.Title.In(texts.Language) ?? zone;

    private void Say(DateTimeOffset at, string words) =>
        Console.WriteLine(
            $"{at.ToOffset(plan.UtcOffset).ToString("HH:mm", CultureInfo.InvariantCulture)}  {words.ReplaceLineEndings(" ")}"
        );
}
