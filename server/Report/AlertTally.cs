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

    public static IReadOnlyList<PersonLine> People(IEnumerable<ReportedAlert> alerts, Func<string, string> titleOf) =>
        [
            .. alerts
                .Where(known => known.Alert.AcknowledgedBy is not null && known.Reaction is not null)
                .GroupBy(known => known.Alert.AcknowledgedBy!)
                .Select(group => new PersonLine(
                    titleOf(group.Key),
                    group.Count(),
                    MedianOf(group.Select(known => known.Reaction!.Value))!.Value
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

/// <summary>An alert and what became of it.</summary>
/// <param name="AnsweredMs">When somebody first said that they saw it.</param>
internal sealed record ReportedAlert(Alert Alert, long? ClearedEventMs, long? AnsweredMs, bool IsFalse)
{
    public TimeSpan? Reaction =>
        AnsweredMs is { } at ? TimeSpan.FromMilliseconds(Math.Max(0, at - Alert.RaisedMs)) : null;

    public TimeSpan? Lasted =>
        ClearedEventMs is { } at ? TimeSpan.FromMilliseconds(Math.Max(0, at - Alert.RaisedEventMs)) : null;
}
