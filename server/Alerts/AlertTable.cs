using Microsoft.Data.Sqlite;

namespace Vigia.Server.Alerts;

/// <summary>Alerts and the trail of what happened to them.</summary>
internal static partial class AlertTable
{
    /// <summary>Cleared alerts that are kept; the oldest go first, with their trail and messages.</summary>
    public const int MaxCleared = 50_000;

    private const string Columns =
        "id, rule, node, point, zone, severity, urgency, certainty, state, raised_event_ms, raised_ms, value, limit_value, unit, unpersisted, seen, acknowledged_by, snoozed_until_ms, parent, told_ms, flaps, calm_since_ms";

    // As the indexes have it: a query that says it otherwise would not use them.
    private const string Over = "state IN ('Cleared', 'False', 'Closed')";
    private const string Stands = "state NOT IN ('Cleared', 'False', 'Closed')";

    /// <summary>An alert that stands already stays as it is.</summary>
    public static void Insert(SqliteConnection db, Alert alert, string reason)
    {
        var added = db.Execute(
            $"INSERT INTO alert ({Columns}) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21) ON CONFLICT (id) DO NOTHING",
            alert.Id,
            alert.Rule,
            alert.Node,
            alert.Point,
            alert.Zone,
            alert.Severity.ToString(),
            alert.Urgency.ToString(),
            alert.Certainty.ToString(),
            alert.State.ToString(),
            alert.RaisedEventMs,
            alert.RaisedMs,
            alert.Value,
            alert.Limit,
            alert.Unit,
            alert.Unpersisted ? 1 : 0,
            alert.Seen,
            alert.AcknowledgedBy,
            alert.SnoozedUntilMs,
            alert.Parent,
            alert.ToldMs,
            alert.Flaps,
            alert.CalmSinceMs
        );
        if (added > 0)
        {
            AddStep(db, alert.Id, new AlertStep(alert.RaisedMs, alert.State, reason));
        }
    }

    /// <summary>What is known of an alert that stands grew: severity, certainty and what was seen. Its state and name stay.</summary>
    public static void Update(SqliteConnection db, AlertUpdate update)
    {
        var alert = update.Alert;
        var changed = db.Execute(
            $"UPDATE alert SET severity = @1, urgency = @2, certainty = @3, seen = @4, value = @5, node = @6, point = @7, limit_value = @8, unit = @9 WHERE id = @0 AND {Stands}",
            alert.Id,
            alert.Severity.ToString(),
            alert.Urgency.ToString(),
            alert.Certainty.ToString(),
            alert.Seen,
            alert.Value,
            alert.Node,
            alert.Point,
            alert.Limit,
            alert.Unit
        );
        if (changed > 0)
        {
            var state = StateOf(db, alert.Id) ?? alert.State;
            AddStep(db, alert.Id, new AlertStep(update.AtMs, state, update.Reason, update.By?.Who, update.By?.Means));
        }
    }

    /// <summary>Ends an alert that stands; one that is already cleared stays as it is.</summary>
    public static void Clear(SqliteConnection db, AlertClearing end)
    {
        var changed = db.Execute(
            $"UPDATE alert SET state = @4, cleared_event_ms = @1, cleared_ms = @2, cleared_value = @3 WHERE id = @0 AND {Stands}",
            end.AlertId,
            end.EventMs,
            end.AtMs,
            end.Value,
            end.State.ToString()
        );
        if (changed > 0)
        {
            AddStep(db, end.AlertId, new AlertStep(end.AtMs, end.State, end.Reason, end.By?.Who, end.By?.Means));
        }
    }

    /// <summary>
    /// Moves beginning and end; without an end it stands again, and wants to be seen again. What a person ended stays ended.
    /// </summary>
    public static void Revise(SqliteConnection db, AlertRevision revision)
    {
        var changed = db.Execute(
            """
            UPDATE alert SET raised_event_ms = @1, cleared_event_ms = @2,
                cleared_ms = CASE WHEN @2 IS NULL THEN NULL ELSE coalesce(cleared_ms, @3) END,
                cleared_value = CASE WHEN @2 IS NULL THEN NULL ELSE cleared_value END,
                acknowledged_by = CASE WHEN state = 'Cleared' AND @2 IS NULL THEN NULL ELSE acknowledged_by END,
                snoozed_until_ms = CASE WHEN state = 'Cleared' AND @2 IS NULL THEN NULL ELSE snoozed_until_ms END,
                parent = CASE WHEN state = 'Cleared' AND @2 IS NULL THEN NULL ELSE parent END,
                calm_since_ms = NULL,
                state = CASE WHEN @2 IS NOT NULL THEN 'Cleared' WHEN state = 'Cleared' THEN 'Raised' ELSE state END
            WHERE id = @0 AND state NOT IN ('False', 'Closed')
            """,
            revision.Alert.Id,
            revision.Alert.RaisedEventMs,
            revision.EndEventMs,
            revision.AtMs
        );
        if (changed > 0 && StateOf(db, revision.Alert.Id) is { } state)
        {
            AddStep(db, revision.Alert.Id, new AlertStep(revision.AtMs, state, revision.Reason));
        }
    }

    /// <summary>
    /// What Vigía did with an alert that stands. Of what a person says meanwhile nothing is taken back: a sleep ends only where
    /// it is still the same one.
    /// </summary>
    public static void Turn(SqliteConnection db, AlertTurn turn)
    {
        var alert = turn.Alert;
        var changed = turn.Reason switch
        {
            TurnReason.Hidden or TurnReason.Unhidden => db.Execute(
                $"UPDATE alert SET parent = @1 WHERE id = @0 AND {Stands}",
                alert.Id,
                alert.Parent
            ),
            TurnReason.Flapping or TurnReason.FlappedAgain => db.Execute(
                $"UPDATE alert SET flaps = @1, calm_since_ms = @2 WHERE id = @0 AND {Stands}",
                alert.Id,
                alert.Flaps,
                alert.CalmSinceMs
            ),
            _ => db.Execute(
                $"UPDATE alert SET snoozed_until_ms = NULL, acknowledged_by = NULL WHERE id = @0 AND {Stands} AND snoozed_until_ms IS NOT NULL",
                alert.Id
            ),
        };
        if (changed == 0)
        {
            return;
        }

        db.Execute(
            $"""
            UPDATE alert SET state = CASE WHEN parent IS NOT NULL THEN 'Suppressed' WHEN snoozed_until_ms IS NOT NULL THEN 'Snoozed'
                WHEN acknowledged_by IS NOT NULL THEN 'Acknowledged' ELSE 'Raised' END WHERE id = @0 AND {Stands}
            """,
            alert.Id
        );
        if (turn.Reason != TurnReason.FlappedAgain && StateOf(db, alert.Id) is { } state)
        {
            AddStep(db, alert.Id, new AlertStep(turn.AtMs, state, $"{turn.Reason}", Note: turn.Note));
        }
    }

    /// <summary>What a person said of an alert, with its step. An end they give is at that time.</summary>
    public static void Say(SqliteConnection db, Alert after, AlertStep step)
    {
        db.Execute(
            $"""
            UPDATE alert SET state = @1, acknowledged_by = @2, snoozed_until_ms = @3, parent = @4,
                cleared_ms = CASE WHEN @1 IN ('False', 'Closed') AND {Stands} THEN @5 ELSE cleared_ms END,
                cleared_event_ms = CASE WHEN @1 IN ('False', 'Closed') AND {Stands} THEN @5 ELSE cleared_event_ms END
            WHERE id = @0
            """,
            after.Id,
            after.State.ToString(),
            after.AcknowledgedBy,
            after.SnoozedUntilMs,
            after.Parent,
            step.AtMs
        );
        AddStep(db, after.Id, step);
    }

    public static void ForgetOldest(SqliteConnection db)
    {
        db.Execute(
            $"DELETE FROM alert WHERE {Over} AND id <= (SELECT id FROM alert WHERE {Over} ORDER BY id DESC LIMIT 1 OFFSET @0)",
            MaxCleared
        );
        db.Execute("DELETE FROM transition WHERE alert NOT IN (SELECT id FROM alert)");
        db.Execute("DELETE FROM message WHERE alert NOT IN (SELECT id FROM alert)");
    }

    private static void AddStep(SqliteConnection db, long alert, AlertStep step) =>
        db.Execute(
            "INSERT INTO transition (alert, at_ms, state, reason, who, means, note) VALUES (@0, @1, @2, @3, @4, @5, @6)",
            alert,
            step.AtMs,
            step.State.ToString(),
            step.Reason,
            step.Who,
            step.Means?.ToString(),
            step.Note
        );
}
