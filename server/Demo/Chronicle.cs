using System.Globalization;
using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Cli;
using Vigia.Server.Farm;
using Vigia.Server.Health;
using Vigia.Server.Nodes;
using Vigia.Server.Nodes.Orders;
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
    private readonly FarmBook farm = services.GetRequiredService<FarmBook>();
    private readonly ServerClocks clocks = services.GetRequiredService<ServerClocks>();
    private readonly AlertNames names = services.GetRequiredService<AlertNames>();
    private readonly NodeWatch watch = services.GetRequiredService<NodeWatch>();
    private readonly IngestMetrics metrics = services.GetRequiredService<IngestMetrics>();
    private long transitionsTold;
    private long callsTold;

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
        foreach (var news in store.Read(NewTransitions, []).Concat(store.Read(NewCalls, [])))
        {
            Say(news.At, news.Words);
        }
    }

    private void TellState()
    {
        var nodes = watch.All();
        Say(
            clocks.World.GetUtcNow(),
            texts.DemoState(
                metrics.Stored,
                nodes.Count(node => node.Life == NodeLife.Up),
                nodes.Count,
                store.Read(db => AlertTable.Open(db).Count, 0)
            )
        );
    }

    private List<News> NewTransitions(SqliteConnection db) =>
        db.Rows(
            $"""
            SELECT t.rowid, t.at_ms, t.state, {AlertTable.ColumnsOf("a")}
            FROM transition t JOIN alert a ON a.id = t.alert WHERE t.rowid > @0 AND t.state NOT IN ('Snoozed', 'Suppressed') AND t.reason <> 'Note' ORDER BY t.rowid LIMIT @1
            """,
            row =>
            {
                transitionsTold = row.GetInt64(0);
                return new News(row.GetInt64(1), Words(row.GetString(2), AlertTable.Read(row, first: 3)));
            },
            transitionsTold,
            MaxAtOnce
        );

    private List<News> NewCalls(SqliteConnection db) =>
        db.Rows(
            """
            SELECT c.rowid, c.at_ms, c.person, c.means, s.text, c.outcome, c.step FROM call c LEFT JOIN sms s ON s.id = c.id
            WHERE c.rowid > @0 ORDER BY c.rowid LIMIT @1
            """,
            row =>
            {
                callsTold = row.GetInt64(0);
                var person = farm.Plan.Person(row.GetString(2))?.Title ?? row.GetString(2);
                return new News(
                    row.GetInt64(1),
                    row.GetString(3) switch
                    {
                        nameof(CallMeans.Ring) => texts.DemoRung(person),
                        nameof(CallMeans.Siren) => SirenWords(row.GetString(6), row.TextOrNull(5) ?? ""),
                        _ => texts.DemoTold(person, row.TextOrNull(4) ?? ""),
                    }
                );
            },
            callsTold,
            MaxAtOnce
        );

    private string SirenWords(string step, string outcome) =>
        step.StartsWith("quiet-", StringComparison.Ordinal) ? texts.DemoSirenQuiet
        : outcome == $"{OrderOutcome.NoSiren}" ? texts.DemoNoSiren
        : texts.DemoSiren(outcome);

    private string Words(string state, Alert alert)
    {
        var (place, what) = (In(names.PlaceOf(alert)), In(names.TitleOf(alert)));
        return state switch
        {
            nameof(AlertState.Cleared) or nameof(AlertState.False) or nameof(AlertState.Closed) => texts.DemoCleared(
                alert.Code,
                place,
                what
            ),
            nameof(AlertState.Acknowledged) => texts.DemoAcknowledged(alert.Code, place, what),
            _ => texts.DemoRaised(alert.Code, place, what),
        };
    }

    private string In(LocalText text) => text.In(texts.Language);

    private void Say(DateTimeOffset at, string words) =>
        Console.WriteLine(
            $"{at.ToOffset(farm.Plan.UtcOffset).ToString("HH:mm", CultureInfo.InvariantCulture)}  {words.ReplaceLineEndings(" ")}"
        );

    private sealed record News(long AtMs, string Words)
    {
        public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(AtMs);
    }
}
