using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;

namespace Vigia.Server.Rules.Service;

/// <summary>
/// Notes in <c>vigia.db</c> that the service lives, and says at a start that it did not, from when to when, and whether it died or
/// was stopped. The incident ends by itself, without a word.
/// </summary>
internal sealed class ServiceLife(FarmBook farm, ServerOptions options, Incidents incidents)
{
    /// <summary>How often it is noted; so exact is the time of a death.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>How long the incident stands.</summary>
    public static readonly TimeSpan Stands = TimeSpan.FromMinutes(10);

    private LastSign? last;
    private bool isJudged;
    private readonly List<long> standing = [];
    private DateTimeOffset notedAt;
    private DateTimeOffset endsAt;

    public void Load(LastSign? sign)
    {
        last = sign;
        standing.AddRange(incidents.Standing(ServiceRules.Away).Select(alert => alert.Id));
    }

    public void Tick(DateTimeOffset now)
    {
        if (!isJudged)
        {
            isJudged = true;
            Judge(now);
        }

        if (now >= endsAt)
        {
            End(StepReason.BackAgain);
        }

        if (now - notedAt >= Every || now < notedAt)
        {
            notedAt = now;
            incidents.Unsaved.Live(now.ToUnixTimeMilliseconds());
        }
    }

    private void Judge(DateTimeOffset now)
    {
        endsAt = now + Stands;
        if (last is not { } sign || now - sign.At < farm.Plan.Service.Away)
        {
            return;
        }

        var trouble = sign.IsEnd ? ServiceTrouble.Stopped : ServiceTrouble.Died;
        // Of an earlier start, that was no ten minutes ago.
        End(StepReason.AwayAgain);
        var alert = incidents.Raise(
            ServiceRules.Away,
            options.Site,
            new Finding(
                Node: "",
                Point: "",
                (now - sign.At).TotalMinutes,
                farm.Plan.Service.Away.TotalMinutes,
                Unit: "min",
                sign.At,
                Weight.Observed(trouble.SeverityOf()),
                $"{trouble}"
            ),
            Verdict.WasAway
        );
        standing.Add(alert);
    }

    private void End(StepReason reason)
    {
        standing.ForEach(alert => incidents.Drop(alert, reason));
        standing.Clear();
    }
}

/// <summary>When the service last said that it lives.</summary>
/// <param name="IsEnd">It was told to end, and did.</param>
internal sealed record LastSign(DateTimeOffset At, bool IsEnd);

/// <summary>One row: the last sign of life of the service.</summary>
internal static class ServiceLifeTable
{
    public const string Schema = """
        CREATE TABLE service_life (id INTEGER PRIMARY KEY CHECK (id = 1), at_ms INTEGER NOT NULL, is_end INTEGER NOT NULL);
        """;

    public static LastSign? Read(SqliteConnection db) =>
        db.Rows(
            "SELECT at_ms, is_end FROM service_life",
            row => new LastSign(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), row.GetInt64(1) != 0)
        )
            is [var sign]
            ? sign
            : null;

    public static void Write(SqliteConnection db, long atMs, bool isEnd) =>
        db.Execute("INSERT OR REPLACE INTO service_life (id, at_ms, is_end) VALUES (1, @0, @1)", atMs, isEnd ? 1 : 0);
}
