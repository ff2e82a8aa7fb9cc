using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Tests.Influx;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>Readings that arrive when they are told to, in whatever order, with a tick every second; the incidents that are left.</summary>
internal sealed class OrderPlace : IDisposable
{
    public static readonly DateTimeOffset Ten = RulesPlace.Ten;

    private readonly FollowerPlace data = new();
    private readonly FakeTimeProvider clock = new(Ten);
    private readonly FarmPlan plan;
    private readonly Incidents incidents;
    private readonly RuleJudge judge;

    public OrderPlace(string yaml)
    {
        var (read, errors) = FarmFile.Parse(yaml, "farm.yaml");
        Assert.Empty(errors);
        plan = read!;
        var clocks = new ServerClocks(clock, clock);
        var register = new FarmNodes(plan);
        var watch = new NodeWatch(register, clocks);
        incidents = new Incidents(new AlertTexts(plan), data.Store, clocks);
        var silence = new SilenceJudge(watch, register, plan, new ServerOptions("demo", data.Folder), incidents);
        judge = new RuleJudge(new RuleBook(plan), incidents, silence, watch, data.Store, Lateness.Of(speed: 1));
        judge.Load();
    }

    public AlertDesk Desk => new(data.Store);

    /// <summary>How often a rule was asked.</summary>
    public long Asked => judge.Asked;

    /// <summary>
    /// Rule, place, beginning and end of each incident that was not withdrawn, in seconds after ten; how grave and sure it is,
    /// of what stands by which point, and what anybody was told.
    /// </summary>
    /// <param name="isTick">Of which seconds; null: of all.</param>
    public IReadOnlyList<string> Run(IEnumerable<Arrival> arrivals, int seconds, Func<int, bool>? isTick = null)
    {
        var waiting = new Queue<Arrival>(arrivals.OrderBy(one => one.At));
        for (var second = 0; second <= seconds; second++)
        {
            if (isTick?.Invoke(second) == false)
            {
                continue;
            }

            while (waiting.TryPeek(out var next) && next.At <= second)
            {
                Hear(waiting.Dequeue());
            }

            clock.SetUtcNow(Ten.AddSeconds(second));
            judge.Tick(Ten.AddSeconds(second));
        }

        Save();
        return Left();
    }

    /// <summary>As measured, and each later by up to <paramref name="window"/> seconds: the same incidents are left.</summary>
    public static void AnyOrderLeavesTheSame(
        string farm,
        Arrival[] readings,
        Random fate,
        double window,
        int seconds,
        Func<int, bool>? isTick = null
    )
    {
        using var ordered = new OrderPlace(farm);
        using var shuffled = new OrderPlace(farm);

        var wanted = ordered.Run(InOrder(readings), seconds, isTick);
        var left = shuffled.Run(
            readings.Select(one => one with { At = one.Time + (fate.NextDouble() * window) }),
            seconds,
            isTick
        );

        Assert.Equal(wanted, left);
    }

    /// <summary>Rules of which these chances raise incidents.</summary>
    public static IReadOnlySet<string> RulesOf(
        string farm,
        int seeds,
        Func<Random, IEnumerable<Arrival>> readings,
        int seconds,
        Func<int, bool>? isTick = null
    )
    {
        var seen = new HashSet<string>();
        for (var seed = 0; seed < seeds; seed++)
        {
            using var place = new OrderPlace(farm);
            var left = place.Run(InOrder(readings(new Random(seed))), seconds, isTick);
            seen.UnionWith(left.Select(line => line.Split(' ')[0]));
        }

        return seen;
    }

    public void Dispose() => data.Dispose();

    public void Save()
    {
        Assert.True(data.Store.TryWrite("the test's", judge.Unsaved.WriteTo));
        judge.Saved();
    }

    private static IEnumerable<Arrival> InOrder(IEnumerable<Arrival> readings) =>
        readings.Select(one => one with { At = one.Time });

    private void Hear(Arrival one)
    {
        var time = Ten.AddSeconds(one.Time);
        var row = ListLedger.Row(1, Ten.AddSeconds(one.At), time, one.Node) with { Zone = plan.ZoneOf(one.Node) };
        var pack = new Pack();
        pack.Readings.Add(new Reading(one.Point, one.Unit, one.Value, Flag: one.Flag));
        judge.Judge(row, pack, Ten.AddSeconds(one.At));
    }

    private List<string> Left() =>
        data.Store.Read(
            db =>
                db.Rows(
                    """
                    SELECT rule, coalesce(zone, node), raised_event_ms, cleared_event_ms, severity, certainty, urgency, node, point, id FROM alert
                    WHERE id NOT IN (SELECT alert FROM transition WHERE reason = 'Withdrawn') ORDER BY raised_event_ms, rule, zone
                    """,
                    row =>
                        $"{row.GetString(0)} {row.GetString(1)} {After(row.GetInt64(2))}-{After(row.NumberOrNull(3))}"
                        + $" {row.GetString(4)} {row.GetString(5)} {row.GetString(6)}"
                        + (row.IsDBNull(3) ? $" {row.GetString(7)}/{row.GetString(8)}" : "")
                        + $" {ToldOf(db, row.GetInt64(9), row.GetString(4), row.GetString(5))}"
                ),
            []
        );

    // Whether somebody was told all of it. What late readings refute was told, and is not taken back.
    private static string ToldOf(SqliteConnection db, long id, string severity, string certainty)
    {
        var texts = db.Rows("SELECT text FROM message WHERE alert = @0", row => row.GetString(0), id);
        string[] words = (severity, certainty) switch
        {
            (_, "Possible") => [""],
            ("Extreme", _) => ["FUEGO CONFIRMADO"],
            (_, "Likely") => ["FUEGO CONFIRMADO", "FUEGO PROBABLE"],
            _ => [""],
        };
        return certainty == "Possible" || texts.Exists(text => Array.Exists(words, text.Contains)) ? "told" : "untold";
    }

    private static string After(long? ms) =>
        ms is { } known
            ? ((known - Ten.ToUnixTimeMilliseconds()) / 1000.0).ToString("0.###", CultureInfo.InvariantCulture)
            : "";
}

/// <param name="At">When it arrives, in seconds after ten.</param>
/// <param name="Time">When it was measured.</param>
internal sealed record Arrival(
    double At,
    double Time,
    string Node,
    string Point,
    string Unit,
    double Value,
    QartodFlag Flag = QartodFlag.Pass
);
