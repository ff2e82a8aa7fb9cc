using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;

namespace Vigia.Tests.Alerts;

/// <summary>A file of version 1, as a farm may still have it.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-migration-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void An_older_file_opens_with_its_alerts_and_loses_only_what_rules_remembered()
    {
        WriteVersion1();

        using var store = Open();

        Assert.Null(store.Trouble);
        Assert.Empty(folder.GetFiles("*.garbled"));
        var alert = Assert.Single(store.Read(AlertTable.Open, []));
        Assert.Equal((1, "calor", "maria", ""), (alert.Id, alert.Rule, alert.AcknowledgedBy, alert.Seen));
        Assert.Equal(Schema.Version, store.Read(db => db.Number("PRAGMA user_version"), -1));
        Assert.Equal(0, store.Read(db => db.Number("SELECT count(*) FROM rule_state"), -1));
        Assert.Equal(3, store.TakeAlertId());
    }

    [Fact]
    public void Steps_of_an_older_file_say_what_they_did()
    {
        WriteVersion1();

        using var store = Open();

        var trail = store.Read(db => AlertTable.Trail(db, 1), []);
        Assert.Equal(
            [(StepKind.Began, StepReason.Other), (StepKind.Said, StepReason.Acknowledged)],
            trail.Select(step => (step.Kind, step.Reason))
        );
        Assert.All(trail, step => Assert.Equal((Severity.Severe, Certainty.Observed), (step.Severity, step.Certainty)));
    }

    [Fact]
    public void What_left_an_older_alert_standing_or_over_is_no_second_beginning_or_end()
    {
        WriteVersion1();

        using var store = Open();

        Assert.Equal(
            [
                (StepKind.Began, Certainty.Possible),
                (StepKind.Grew, Certainty.Likely),
                (StepKind.Hidden, Certainty.Observed),
                (StepKind.Shown, Certainty.Observed),
                (StepKind.Grew, Certainty.Observed),
                (StepKind.Ended, Certainty.Observed),
                (StepKind.BeganAgain, Certainty.Observed),
                (StepKind.Corrected, Certainty.Observed),
                (StepKind.Ended, Certainty.Observed),
                (StepKind.Corrected, Certainty.Observed),
            ],
            store.Read(db => AlertTable.Trail(db, 2), []).Select(step => (step.Kind, step.Certainty))
        );
    }

    [Fact]
    public void It_opens_again_and_is_not_changed_twice()
    {
        WriteVersion1();
        Open().Dispose();

        using var store = Open();

        Assert.Single(store.Read(AlertTable.Open, []));
        Assert.Empty(folder.GetFiles("*.garbled"));
    }

    [Fact]
    public void An_upgraded_file_and_a_fresh_one_have_the_same_tables()
    {
        WriteVersion1();
        using var old = Open();
        using var other = new AlertStore(
            Directory.CreateDirectory(Path.Combine(folder.FullName, "fresh")).FullName,
            Options,
            TimeProvider.System,
            NullLogger<AlertStore>.Instance
        );

        Assert.Equal(ColumnsOf(other), ColumnsOf(old));
    }

    private static AlertStoreOptions Options => AlertStoreOptions.Default with { ReserveBytes = 256 * 1024 };

    private AlertStore Open() => new(folder.FullName, Options, TimeProvider.System, NullLogger<AlertStore>.Instance);

    private static List<string> ColumnsOf(AlertStore store) =>
        store.Read(
            db =>
                db.Rows(
                    "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1",
                    row => row.GetString(0)
                ),
            []
        );

    private void WriteVersion1()
    {
        using var db = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "vigia.db")};Pooling=False");
        db.Open();
        db.Execute(
            """
            CREATE TABLE alert (
                id INTEGER PRIMARY KEY,
                rule TEXT NOT NULL, node TEXT NOT NULL, point TEXT NOT NULL, zone TEXT,
                severity TEXT NOT NULL, urgency TEXT NOT NULL, certainty TEXT NOT NULL,
                state TEXT NOT NULL,
                raised_event_ms INTEGER NOT NULL, raised_ms INTEGER NOT NULL,
                cleared_event_ms INTEGER, cleared_ms INTEGER,
                value REAL NOT NULL, limit_value REAL NOT NULL, unit TEXT NOT NULL, cleared_value REAL,
                unpersisted INTEGER NOT NULL
            );
            CREATE TABLE transition (
                alert INTEGER NOT NULL, at_ms INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, who TEXT
            );
            CREATE TABLE message (
                id TEXT PRIMARY KEY,
                alert INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
                state TEXT NOT NULL, created_ms INTEGER NOT NULL, handed_ms INTEGER,
                unpersisted INTEGER NOT NULL
            );
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
            INSERT INTO alert VALUES
                (1, 'calor', 'inv1', 'air', NULL, 'Severe', 'Immediate', 'Observed', 'Acknowledged', 5, 6, NULL, NULL, 39, 38, 'Cel', NULL, 0);
            INSERT INTO transition VALUES (1, 6, 'Raised', 'RoseAbove', NULL), (1, 7, 'Acknowledged', 'Acknowledged', 'maria');
            INSERT INTO alert VALUES
                (2, 'fire', 'post1', 'air', NULL, 'Extreme', 'Immediate', 'Observed', 'Cleared', 5, 6, 9, 9, 39, 38, 'Cel', NULL, 0);
            INSERT INTO transition VALUES
                (2, 1, 'Raised', 'Suspected', NULL), (2, 2, 'Raised', 'Probable', NULL), (2, 3, 'Suppressed', 'Hidden', NULL),
                (2, 4, 'Raised', 'Unhidden', NULL), (2, 5, 'Raised', 'Confirmed', NULL), (2, 6, 'Cleared', 'EvidenceGone', NULL),
                (2, 7, 'Raised', 'Reopened', NULL), (2, 8, 'Raised', 'LateReading', NULL),
                (2, 9, 'Cleared', 'EvidenceGone', NULL), (2, 10, 'Cleared', 'LateReading', NULL);
            INSERT INTO rule_state VALUES ('calor', 'inv1/air', '{"rule":{"phase":"raised"}}');
            PRAGMA user_version = 1;
            """
        );
    }
}
