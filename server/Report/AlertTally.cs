using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Report;

/// <summary>Counts what <c>vigia.db</c> holds of a period: alerts, who answered them, and texts to phones.</summary>
internal static class AlertTally
{
    /// <summary>Alerts of one report; what is older than the newest so many is left out.</summary>
    public const int Most = AlertTable.MaxCleared;

    /// <summary>Alerts of the period with what became of them, oldest first.</summary>
    public static IReadOnlyList<ReportedAlert> Alerts(SqliteConnection db, ReportPeriod period) =>
        db.Rows(
            $"""
            SELECT cleared_event_ms,
                (SELECT min(at_ms) FROM transition WHERE transition.alert = alert.id AND transition.state = 'Acknowledged'),
                EXISTS (SELECT 1 FROM transition WHERE transition.alert = alert.id AND transition.reason = 'DeclaredFalse'),
                {AlertTable.ColumnsOf("alert")}
            FROM alert WHERE raised_event_ms >= @0 AND raised_event_ms < @1 ORDER BY raised_event_ms DESC, id DESC LIMIT @2
            """,
            row => new ReportedAlert(
                AlertTable.Read(row, first: 3),
                row.NumberOrNull(0),
                row.NumberOrNull(1),
                row.GetInt64(2) != 0
            ),
            period.BeginMs,
            period.EndMs,
            Most
        );

    public static IReadOnlyList<AlertLine> Lines(IEnumerable<ReportedAlert> alerts, AlertNames names) =>
        [
            .. alerts
                .GroupBy(known => (known.Alert.Rule, known.Alert.Place))
                .Select(group => LineOf([.. group], names))
                .OrderByDescending(line => line.IsFire)
                .ThenByDescending(line => line.Count)
                .ThenBy(line => line.Place.Spanish, StringComparer.Ordinal)
                .ThenBy(line => line.Title.Spanish, StringComparer.Ordinal),
        ];

    /// <summary>Who said yes to which alert, by a text: the first yes of each person.</summary>
    public static IReadOnlyList<PersonYes> Yeses(SqliteConnection db, ReportPeriod period) =>
        db.Rows(
            """
            SELECT alert.id, answer.person, min(answer.at_ms) - coalesce(
                (SELECT min(call.at_ms) FROM call WHERE call.incident = alert.id AND call.person = answer.person),
                alert.raised_ms)
            FROM answer JOIN alert ON alert.id = answer.incident
            WHERE alert.raised_event_ms >= @0 AND alert.raised_event_ms < @1 AND answer.word IN ('Yes', 'Ok', 'Coming')
            GROUP BY alert.id, answer.person ORDER BY alert.id DESC LIMIT @2
            """,
            row => new PersonYes(
                row.GetInt64(0),
                row.GetString(1),
                TimeSpan.FromMilliseconds(Math.Max(0, row.GetInt64(2)))
            ),
            period.BeginMs,
            period.EndMs,
            Most
        );

    /// <param name="titleOf">From a person's name to what people call the person.</param>
    public static IReadOnlyList<PersonLine> People(
        IReadOnlyList<ReportedAlert> alerts,
        IReadOnlyList<PersonYes> yeses,
        Func<string, string> titleOf
    ) =>
        [
            .. alerts
                .Where(known => known.Alert.AcknowledgedBy is not null && known.Reaction is not null)
                .Select(known => new PersonYes(known.Alert.Id, known.Alert.AcknowledgedBy!, known.Reaction!.Value))
                // Who answered by a text acknowledged by it: told once.
                .Concat(yeses)
                .Select(yes => yes with { Person = titleOf(yes.Person) })
                .GroupBy(yes => (yes.Alert, yes.Person))
                .Select(same => same.MinBy(yes => yes.After)!)
                .GroupBy(yes => yes.Person)
                .Select(group => new PersonLine(
                    group.Key,
                    group.Count(),
                    MedianOf(group.Select(yes => yes.After))!.Value
                ))
                .OrderByDescending(line => line.Answers)
                .ThenBy(line => line.Name, StringComparer.Ordinal),
        ];

    public static MessageCount Messages(SqliteConnection db, ReportPeriod period)
    {
        var counts = db.Rows(
                "SELECT state, count(*) FROM sms WHERE created_ms >= @0 AND created_ms < @1 GROUP BY state",
                row => (State: Enum.Parse<SmsState>(row.GetString(0)), Count: row.GetInt32(1)),
                period.BeginMs,
                period.EndMs
            )
            .ToDictionary(entry => entry.State, entry => entry.Count);
        int Of(params ReadOnlySpan<SmsState> states)
        {
            var sum = 0;
            foreach (var state in states)
            {
                sum += counts.GetValueOrDefault(state);
            }

            return sum;
        }

        return new MessageCount(
            Of(SmsState.Sent, SmsState.Delivered, SmsState.Undelivered),
            Of(SmsState.Delivered),
            Of(SmsState.Failed, SmsState.Expired)
        );
    }

    private static AlertLine LineOf(ReportedAlert[] alerts, AlertNames names)
    {
        var newest = alerts[0].Alert;
        return new AlertLine(
            names.PlaceOf(newest),
            names.TitleOf(newest),
            names.IsFire(newest),
            alerts.Length,
            alerts.Count(known => known.IsFalse),
            alerts.Count(known => known.AnsweredMs is not null),
            MedianOf(alerts.Select(known => known.Reaction).OfType<TimeSpan>()),
            alerts.Max(known => known.Lasted)
        );
    }

    private static TimeSpan? MedianOf(IEnumerable<TimeSpan> times)
    {
        TimeSpan[] known = [.. times.Order()];
        return known.Length == 0 ? null
            : known.Length % 2 == 1 ? known[known.Length / 2]
            : (known[(known.Length / 2) - 1] + known[known.Length / 2]) / 2;
    }
}

/// <summary>A person's yes to an alert.</summary>
internal sealed record PersonYes(long Alert, string Person, TimeSpan After);

/// <summary>An alert and what became of it.</summary>
/// <param name="AnsweredMs">When somebody first said that they saw it.</param>
internal sealed record ReportedAlert(Alert Alert, long? ClearedEventMs, long? AnsweredMs, bool IsFalse)
{
    public TimeSpan? Reaction =>
        AnsweredMs is { } at ? TimeSpan.FromMilliseconds(Math.Max(0, at - Alert.RaisedMs)) : null;

    public TimeSpan? Lasted =>
        ClearedEventMs is { } at ? TimeSpan.FromMilliseconds(Math.Max(0, at - Alert.RaisedEventMs)) : null;
}
