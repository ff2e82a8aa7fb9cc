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

    // What was last said of each alert that stands: in the same words it is no news.
    private readonly Dictionary<long, string> told = [];
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
            if (news.Words is { } words)
            {
                Say(news.At, words);
            }
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
            SELECT t.rowid, {AlertTable.StepColumns}, {AlertTable.ColumnsOf("a")}
            FROM transition t JOIN alert a ON a.id = t.alert WHERE t.rowid > @0 ORDER BY t.rowid LIMIT @1
            """,
            row =>
            {
                transitionsTold = row.GetInt64(0);
                var step = AlertTable.ReadStep(row, first: 1);
                return new News(step.AtMs, Words(step, AlertTable.Read(row, first: 1 + AlertTable.StepWidth)));
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

    // That it began, began again, is worse or surer, or is over; and that somebody has seen it. Null: it is no news.
    private string? Words(AlertStep step, Alert now)
    {
        var alert = step.Of(now);
        var (place, what) = (In(names.PlaceOf(alert)), In(names.TitleOf(alert)));
        switch (step.Kind)
        {
            case StepKind.Began or StepKind.BeganAgain:
                return told[alert.Id] = texts.DemoRaised(alert.Code, place, what);
            case StepKind.Grew when texts.DemoRaised(alert.Code, place, what) is var words:
                var isNews = told.GetValueOrDefault(alert.Id) != words;
                told[alert.Id] = words;
                return isNews ? words : null;
            case StepKind.Ended:
                told.Remove(alert.Id);
                return texts.DemoCleared(alert.Code, place, what);
            case StepKind.Said when step.Reason == StepReason.Acknowledged:
                return texts.DemoAcknowledged(alert.Code, place, what);
            default:
                return null;
        }
    }

    private string In(LocalText text) => text.In(texts.Language);

    private void Say(DateTimeOffset at, string words) =>
        Console.WriteLine(
            $"{at.ToOffset(farm.Plan.UtcOffset).ToString("HH:mm", CultureInfo.InvariantCulture)}  {words.ReplaceLineEndings(" ")}"
        );

    private sealed record News(long AtMs, string? Words)
    {
        public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(AtMs);
    }
}
