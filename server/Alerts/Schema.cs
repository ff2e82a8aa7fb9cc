using Vigia.Server.Calls;
using Vigia.Server.Calls.Drills;
using Vigia.Server.Derive.Live;
using Vigia.Server.Live.Audit;
using Vigia.Server.Live.Points;
using Vigia.Server.Rules.People;
using Vigia.Server.Rules.Service;
using Vigia.Server.Sms.Incoming;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Alerts;

/// <summary>The tables of <c>vigia.db</c>. A change raises <see cref="Version"/> and adds its step to the opener.</summary>
internal static class Schema
{
    public const int Version = 15;

    /// <summary>From one version to the next: the first leads from 1 to 2.</summary>
    public static IReadOnlyList<string> Steps { get; } =
    [
        // States of rules are kept by zone now: a rule takes up the alerts of its own that stand.
        """
            ALTER TABLE alert ADD COLUMN seen TEXT NOT NULL DEFAULT '';
            ALTER TABLE alert ADD COLUMN acknowledged_by TEXT;
            CREATE INDEX alert_cleared ON alert (cleared_ms) WHERE state = 'Cleared';
            UPDATE alert SET acknowledged_by = (
                SELECT who FROM transition WHERE transition.alert = alert.id AND transition.state = 'Acknowledged'
            );
            DELETE FROM rule_state;
            """,
        """
            CREATE TABLE maintenance (
                place TEXT PRIMARY KEY,
                from_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL, reason TEXT NOT NULL, who TEXT NOT NULL
            );
            """,
        // What came too late to be an alert is kept for the digest.
        LateFindings,
        BulletinTable.Schema,
        SmsTable.Schema,
        Life,
        WordTable.Schema,
        SmsTable.Additions + IncomingTable.Schema,
        CallTable.Schema,
        AuditTable.Schema,
        DrillTable.Schema,
        KnownPointTable.Schema,
        Told + ServiceLifeTable.Schema,
        Story,
    ];

    // What each step did, and how grave and sure the alert was then: of older steps as well as it can still be known. What is owed to
    // people who were told. Until when a node's own alarm holds, of older ones as nodes have it where nobody says otherwise.
    private const string Story = """
        CREATE INDEX IF NOT EXISTS transition_of ON transition (alert);
        ALTER TABLE transition ADD COLUMN kind TEXT NOT NULL DEFAULT 'Corrected';
        ALTER TABLE transition ADD COLUMN severity TEXT NOT NULL DEFAULT 'Minor';
        ALTER TABLE transition ADD COLUMN certainty TEXT NOT NULL DEFAULT 'Observed';
        UPDATE transition SET
            kind = CASE
                WHEN rowid = (SELECT min(rowid) FROM transition f WHERE f.alert = transition.alert) THEN 'Began'
                WHEN reason = 'Reopened' THEN 'BeganAgain'
                WHEN reason IN ('LateReading', 'Moved') THEN 'Corrected'
                WHEN reason = 'Hidden' THEN 'Hidden'
                WHEN reason = 'Unhidden' THEN 'Shown'
                WHEN reason = 'Flapping' THEN 'Flapping'
                WHEN reason IN ('SnoozeEnded', 'WorseThanSnoozed', 'FireThere') THEN 'Woke'
                WHEN reason IN ('Acknowledged', 'Snoozed', 'Note') THEN 'Said'
                WHEN state NOT IN ('Cleared', 'False', 'Closed') THEN 'Grew'
                WHEN (
                    SELECT p.state FROM transition p WHERE p.alert = transition.alert AND p.rowid < transition.rowid
                    ORDER BY p.rowid DESC LIMIT 1
                ) IN ('Cleared', 'False', 'Closed') THEN 'Corrected'
                ELSE 'Ended' END,
            severity = coalesce((SELECT severity FROM alert WHERE id = transition.alert), severity),
            certainty = CASE reason
                WHEN 'Suspected' THEN 'Possible' WHEN 'Probable' THEN 'Likely' WHEN 'ProbableLocal' THEN 'Likely'
                ELSE coalesce((SELECT certainty FROM alert WHERE id = transition.alert), certainty) END;
        ALTER TABLE alert ADD COLUMN back_since_ms INTEGER;
        ALTER TABLE alert ADD COLUMN is_owed INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE alert ADD COLUMN expires_ms INTEGER;
        UPDATE alert SET expires_ms = raised_ms + 600000 WHERE rule = 'node-alarm';
        """;

    // When it was first told, and whether it comes and goes.
    private const string Told = """
        ALTER TABLE alert ADD COLUMN told_ms INTEGER;
        ALTER TABLE alert ADD COLUMN flaps INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE alert ADD COLUMN calm_since_ms INTEGER;
        UPDATE alert SET told_ms = (SELECT min(created_ms) FROM message WHERE message.alert = alert.id);
        """;

    // Snoozed, hidden by another, ended by a person; how each thing was said, and notes.
    private const string Life = """
        ALTER TABLE alert ADD COLUMN snoozed_until_ms INTEGER;
        ALTER TABLE alert ADD COLUMN parent INTEGER;
        ALTER TABLE transition ADD COLUMN means TEXT;
        ALTER TABLE transition ADD COLUMN note TEXT;
        UPDATE transition SET means = 'Page' WHERE who IS NOT NULL;
        DROP INDEX IF EXISTS alert_open;
        DROP INDEX IF EXISTS alert_cleared;
        CREATE INDEX alert_open ON alert (id) WHERE state NOT IN ('Cleared', 'False', 'Closed');
        CREATE INDEX alert_over ON alert (cleared_ms) WHERE state IN ('Cleared', 'False', 'Closed');
        CREATE INDEX message_of ON message (alert);
        """;

    private const string LateFindings = """
        CREATE TABLE late_finding (
            id INTEGER PRIMARY KEY,
            rule TEXT NOT NULL, place TEXT NOT NULL, node TEXT NOT NULL, point TEXT NOT NULL,
            from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL,
            extreme REAL NOT NULL, limit_value REAL NOT NULL, unit TEXT NOT NULL, found_ms INTEGER NOT NULL,
            UNIQUE (rule, place, from_ms)
        );
        """;

    public const string Tables =
        """
            CREATE TABLE alert (
                id INTEGER PRIMARY KEY,
                rule TEXT NOT NULL, node TEXT NOT NULL, point TEXT NOT NULL, zone TEXT,
                severity TEXT NOT NULL, urgency TEXT NOT NULL, certainty TEXT NOT NULL,
                state TEXT NOT NULL,
                raised_event_ms INTEGER NOT NULL, raised_ms INTEGER NOT NULL,
                cleared_event_ms INTEGER, cleared_ms INTEGER,
                value REAL NOT NULL, limit_value REAL NOT NULL, unit TEXT NOT NULL, cleared_value REAL,
                unpersisted INTEGER NOT NULL,
                seen TEXT NOT NULL DEFAULT '', acknowledged_by TEXT
            );
            CREATE TABLE transition (
                alert INTEGER NOT NULL, at_ms INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, who TEXT
            );
            CREATE INDEX transition_of ON transition (alert);
            CREATE TABLE message (
                id TEXT PRIMARY KEY,
                alert INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
                state TEXT NOT NULL, created_ms INTEGER NOT NULL, handed_ms INTEGER,
                unpersisted INTEGER NOT NULL
            );
            CREATE INDEX message_waiting ON message (state) WHERE state = 'Waiting';
            CREATE TABLE cursor (name TEXT PRIMARY KEY, epoch TEXT NOT NULL, row INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE rule_state (
                rule TEXT NOT NULL, series TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (rule, series)
            ) WITHOUT ROWID;
            CREATE TABLE quarantine (
                id INTEGER PRIMARY KEY,
                row INTEGER NOT NULL, line TEXT NOT NULL, words TEXT NOT NULL, at_ms INTEGER NOT NULL,
                UNIQUE (row, line)
            );
            CREATE TABLE node_alarm (
                id INTEGER PRIMARY KEY,
                node TEXT NOT NULL, boot INTEGER NOT NULL, aid INTEGER NOT NULL, alert INTEGER, at_ms INTEGER NOT NULL,
                UNIQUE (node, boot, aid)
            );
            CREATE TABLE maintenance (
                place TEXT PRIMARY KEY,
                from_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL, reason TEXT NOT NULL, who TEXT NOT NULL
            );
            """
        + LateFindings
        + BulletinTable.Schema
        + SmsTable.Schema
        + Life
        + WordTable.Schema
        + SmsTable.Additions
        + IncomingTable.Schema
        + CallTable.Schema
        + AuditTable.Schema
        + DrillTable.Schema
        + KnownPointTable.Schema
        + Told
        + ServiceLifeTable.Schema
        + Story;
}
