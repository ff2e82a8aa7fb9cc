using Microsoft.Data.Sqlite;

namespace Vigia.Server.Alerts;

/// <summary>Alerts and the trail of what happened to them.</summary>
internal static partial class AlertTable
{
    /// <summary>Cleared alerts that are kept; the oldest go first, with their trail and messages.</summary>
    public const int MaxCleared = 50_000;

    // In the order in which Read reads them.
    private static readonly (string Name, Func<Alert, object?> Of)[] Fields =
    [
        ("id", alert => alert.Id),
        ("rule", alert => alert.Rule),
        ("node", alert => alert.Node),
        ("point", alert => alert.Point),
        ("zone", alert => alert.Zone),
        ("severity", alert => $"{alert.Severity}"),
        ("urgency", alert => $"{alert.Urgency}"),
        ("certainty", alert => $"{alert.Certainty}"),
        ("state", alert => $"{alert.State}"),
        ("raised_event_ms", alert => alert.RaisedEventMs),
        ("raised_ms", alert => alert.RaisedMs),
        ("value", alert => alert.Value),
        ("limit_value", alert => alert.Limit),
        ("unit", alert => alert.Unit),
        ("unpersisted", alert => alert.Unpersisted ? 1 : 0),
        ("seen", alert => alert.Seen),
        ("acknowledged_by", alert => alert.AcknowledgedBy),
        ("snoozed_until_ms", alert => alert.SnoozedUntilMs),
        ("parent", alert => alert.Parent),
        ("told_ms", alert => alert.ToldMs),
        ("flaps", alert => alert.Flaps),
        ("calm_since_ms", alert => alert.CalmSinceMs),
        ("back_since_ms", alert => alert.BackSinceMs),
        ("is_owed", alert => alert.IsOwed ? 1 : 0),
        ("expires_ms", alert => alert.ExpiresMs),
    ];

    private static readonly string Columns = string.Join(", ", Fields.Select(field => field.Name));

    private static readonly string Add =
        $"INSERT INTO alert ({Columns}) VALUES ({string.Join(", ", Fields.Select((_, i) => $"@{i}"))}) ON CONFLICT (id) DO NOTHING";

    // As the indexes have it: a query that says it otherwise would not use them.
    private const string Over = "state IN ('Cleared', 'False', 'Closed')";
    private const string Stands = "state NOT IN ('Cleared', 'False', 'Closed')";

    /// <summary>An alert that stands already stays as it is.</summary>
    public static void Insert(SqliteConnection db, Alert alert, StepReason reason)
    {
        if (db.Execute(Add, [.. Fields.Select(field => field.Of(alert))]) > 0)
        {
            AddStep(db, alert.Id, alert.RaisedMs, StepKind.Began, reason);
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
            AddStep(db, alert.Id, update.AtMs, update.Kind, update.Reason, update.By);
        }
    }

    /// <summary>Ends an alert that stands; one that is already cleared stays as it is, and the answer is false.</summary>
    public static bool Clear(SqliteConnection db, AlertClearing end)
    {
        var changed = db.Execute(
            $"UPDATE alert SET state = @4, cleared_event_ms = @1, cleared_ms = @2, cleared_value = @3, back_since_ms = NULL, is_owed = 0 WHERE id = @0 AND {Stands}",
            end.AlertId,
            end.EventMs,
            end.AtMs,
            end.Value,
            end.State.ToString()
        );
        if (changed > 0)
        {
            AddStep(db, end.AlertId, end.AtMs, StepKind.Ended, end.Reason, end.By);
        }

        return changed > 0;
    }

    /// <summary>
    /// Moves beginning and end; without an end it stands again, and wants to be seen again. What a person ended stays ended.
    /// </summary>
    public static void Revise(SqliteConnection db, AlertRevision revision)
    {
        if (Find(db, revision.Alert.Id) is not { } stored || stored.State is AlertState.False or AlertState.Closed)
        {
            return;
        }

        var known = stored with { CalmSinceMs = revision.Alert.CalmSinceMs };
        SetLife(
            db,
            revision.EndEventMs is not null ? known with { State = AlertState.Cleared }
                : stored.State.IsOver() ? AlertLife.Reopen(known)
                : AlertLife.Settled(known)
        );
        db.Execute(
            """
            UPDATE alert SET raised_event_ms = @1, cleared_event_ms = @2,
                cleared_ms = CASE WHEN @2 IS NULL THEN NULL ELSE coalesce(cleared_ms, @3) END,
                cleared_value = CASE WHEN @2 IS NULL THEN NULL ELSE cleared_value END
            WHERE id = @0
            """,
            stored.Id,
            revision.Alert.RaisedEventMs,
            revision.EndEventMs,
            revision.AtMs
        );
        AddStep(db, stored.Id, revision.AtMs, revision.Kind, revision.Reason);
    }

    /// <summary>
    /// What Vigía did with an alert that stands. Of what a person says meanwhile nothing is taken back: a sleep ends only where
    /// there still is one.
    /// </summary>
    public static void Turn(SqliteConnection db, AlertTurn turn)
    {
        if (
            Find(db, turn.Alert.Id) is not { } stored
            || stored.State.IsOver()
            || (turn.Kind == StepKind.Woke && stored.SnoozedUntilMs is null)
        )
        {
            return;
        }

        SetLife(
            db,
            turn.Kind switch
            {
                StepKind.Hidden or StepKind.Shown => AlertLife.Settled(stored with { Parent = turn.Alert.Parent }),
                StepKind.Flapping => AlertLife.Settled(
                    stored with
                    {
                        Flaps = turn.Alert.Flaps,
                        CalmSinceMs = turn.Alert.CalmSinceMs,
                    }
                ),
                _ => AlertLife.Wake(stored),
            }
        );
        if (turn.IsStep)
        {
            AddStep(db, stored.Id, turn.AtMs, turn.Kind, turn.Reason, note: turn.Note);
        }
    }

    /// <summary>What people who were told of an alert that stands are still to be told.</summary>
    public static void Owe(SqliteConnection db, AlertDebt debt) =>
        db.Execute(
            $"UPDATE alert SET back_since_ms = @1, is_owed = @2 WHERE id = @0 AND {Stands}",
            debt.AlertId,
            debt.BackSinceMs,
            debt.IsOwed ? 1 : 0
        );

    /// <summary>A node said its alarm again, which holds until then at least.</summary>
    public static void Renew(SqliteConnection db, long id, long expiresMs) =>
        db.Execute("UPDATE alert SET expires_ms = max(coalesce(expires_ms, 0), @1) WHERE id = @0", id, expiresMs);

    /// <summary>What a person said of an alert, with its step. An end they give is at that time.</summary>
    public static void Say(SqliteConnection db, Alert after, StepReason reason, long atMs, By by, string? note = null)
    {
        var kind = reason is StepReason.DeclaredFalse or StepReason.ClosedByHand ? StepKind.Ended : StepKind.Said;
        SetLife(db, after);
        if (kind == StepKind.Ended)
        {
            db.Execute("UPDATE alert SET cleared_ms = @1, cleared_event_ms = @1 WHERE id = @0", after.Id, atMs);
        }

        AddStep(db, after.Id, atMs, kind, reason, by, note);
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

    private static void SetLife(SqliteConnection db, Alert alert) =>
        db.Execute(
            "UPDATE alert SET state = @1, acknowledged_by = @2, snoozed_until_ms = @3, parent = @4, flaps = @5, calm_since_ms = @6 WHERE id = @0",
            alert.Id,
            $"{alert.State}",
            alert.AcknowledgedBy,
            alert.SnoozedUntilMs,
            alert.Parent,
            alert.Flaps,
            alert.CalmSinceMs
        );

    // With what is known of the alert after it.
    private static void AddStep(
        SqliteConnection db,
        long alert,
        long atMs,
        StepKind kind,
        StepReason reason,
        By? by = null,
        string? note = null
    ) =>
        db.Execute(
            """
            INSERT INTO transition (alert, at_ms, kind, reason, who, means, note, state, severity, certainty)
            SELECT id, @1, @2, @3, @4, @5, @6, state, severity, certainty FROM alert WHERE id = @0
            """,
            alert,
            atMs,
            $"{kind}",
            $"{reason}",
            by?.Who,
            by?.Means.ToString(),
            note
        );
}
