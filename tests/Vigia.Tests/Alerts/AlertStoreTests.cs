using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Tests.Influx;

namespace Vigia.Tests.Alerts;

public sealed class AlertStoreTests : IDisposable
{
    private readonly FollowerPlace place = new();

    private string File => Path.Combine(place.Folder, "vigia.db");

    public void Dispose() => place.Dispose();

    [Fact]
    public void What_was_written_stands_after_a_restart_and_what_failed_left_nothing()
    {
        Assert.True(place.Store.TryWrite("a", db => CursorTable.Write(db, "a", new Cursor("e", 1))));
        Assert.False(
            place.Store.TryWrite(
                "b",
                db =>
                {
                    CursorTable.Write(db, "b", new Cursor("e", 2));
                    db.Execute("INSERT INTO no_such_table VALUES (1)");
                }
            )
        );

        place.Restart();

        Assert.Equal(new Cursor("e", 1), CursorOf("a"));
        Assert.Equal(Cursor.None, CursorOf("b"));
        Assert.Equal(StoreTrouble.Refused, TroubleOf(db => db.Execute("nonsense")));
    }

    [Theory]
    [InlineData("this is no database at all")]
    [InlineData("SQLite format 3\0and then rubbish")]
    public void A_garbled_file_is_set_aside_and_a_fresh_one_begun(string rubbish)
    {
        place.Store.Dispose();
        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat(rubbish, 500)));

        place.Restart();

        Assert.True(place.Store.TryWrite("a", db => CursorTable.Write(db, "a", new Cursor("e", 1))));
        var aside = Assert.Single(Directory.GetFiles(place.Folder, "vigia.db.*.garbled"));
        Assert.StartsWith(rubbish[..6], System.IO.File.ReadAllText(aside));
    }

    [Fact]
    public void A_file_garbled_in_its_middle_is_set_aside()
    {
        place.Store.TryWrite("rows", db => QuarantineTable.Add(db, ManyLines(), nowMs: 0));
        place.Store.Dispose();
        using (var file = System.IO.File.OpenWrite(File))
        {
            file.Seek(file.Length / 2, SeekOrigin.Begin);
            file.Write(Enumerable.Repeat((byte)0xA5, 20_000).ToArray());
        }

        place.Restart();

        Assert.True(place.Store.TryWrite("a", db => CursorTable.Write(db, "a", new Cursor("e", 1))));
        Assert.Single(Directory.GetFiles(place.Folder, "vigia.db.*.garbled"));
    }

    [Fact]
    public void A_store_of_a_later_program_is_set_aside_and_not_touched()
    {
        place.Store.Read(db => db.Execute("PRAGMA user_version = 99"), 0);

        place.Restart();

        Assert.True(place.Store.TryWrite("a", db => CursorTable.Write(db, "a", new Cursor("e", 1))));
        Assert.Single(Directory.GetFiles(place.Folder, "vigia.db.*.garbled"));
    }

    [Fact]
    public void At_most_five_damaged_files_are_kept()
    {
        for (var i = 0; i < 7; i++)
        {
            place.Store.Dispose();
            System.IO.File.WriteAllText(File, new string('x', 5_000 + i));
            place.Restart();
        }

        Assert.Equal(StoreFile.MaxSetAside, Directory.GetFiles(place.Folder, "vigia.db.*.garbled").Length);
    }

    [Fact]
    public void A_number_of_an_alert_is_never_given_twice()
    {
        var first = place.Store.TakeAlertId();
        place.Store.TryWrite("an alert", db => AlertTable.Insert(db, AlertOf(first), StepReason.WentBeyond));
        place.Restart();

        Assert.Equal(first + 1, place.Store.TakeAlertId());
    }

    [Theory]
    [InlineData(17, "A17")]
    [InlineData(999, "A999")]
    [InlineData(1_000, "B0")]
    [InlineData(26_017, "A17")]
    public void An_alert_has_a_short_code(long id, string code)
    {
        Assert.Equal(code, AlertOf(id).Code);
    }

    [Fact]
    public void The_reserve_stands_is_given_back_once_and_is_taken_again()
    {
        var reserve = new ReserveFile(place.Folder, 100_000, NullLogger.Instance);
        Assert.True(reserve.Stands);

        Assert.True(reserve.Release());
        Assert.False(reserve.Release());
        Assert.True(reserve.TryTake());

        Assert.Equal(100_000, new FileInfo(Path.Combine(place.Folder, ReserveFile.Name)).Length);
    }

    [Fact]
    public void On_a_full_disk_the_reserve_lets_an_alert_be_written()
    {
        using var disk = SmallDisk.TryMount(megabytes: 4);
        Assert.SkipWhen(disk is null, "mounting a tmpfs needs root");
        using var store = new AlertStore(
            disk.Folder,
            AlertStoreOptions.Default with
            {
                ReserveBytes = 1024 * 1024,
            },
            TimeProvider.System,
            NullLogger<AlertStore>.Instance
        );
        var reserve = Path.Combine(disk.Folder, ReserveFile.Name);
        Assert.True(System.IO.File.Exists(reserve));
        disk.Fill();

        Assert.True(store.TryWrite("rows", db => QuarantineTable.Add(db, ManyLines(), nowMs: 0)));
        Assert.False(System.IO.File.Exists(reserve));

        disk.Fill();
        Assert.False(
            store.TryWrite(
                "far too much",
                db => db.Execute("INSERT INTO rule_state VALUES ('a', 'b', hex(zeroblob(3000000)))")
            )
        );
        Assert.Equal(StoreTrouble.Full, store.Trouble);

        disk.Empty();
        Assert.True(store.TryWrite("again", db => CursorTable.Write(db, "a", new Cursor("e", 1))));
        Assert.Null(store.Trouble);
    }

    private StoreTrouble? TroubleOf(Action<Microsoft.Data.Sqlite.SqliteConnection> work)
    {
        place.Store.TryWrite("trouble", work);
        return place.Store.Trouble;
    }

    private Cursor CursorOf(string name) => place.Store.Read(db => CursorTable.Read(db, name), Cursor.None);

    private static QuarantinedLine[] ManyLines() =>
        [.. Enumerable.Range(0, 2_000).Select(i => new QuarantinedLine(i, new string('x', 100), "words"))];

    internal static Alert AlertOf(long id, string? zone = null, string point = "air") =>
        new(
            id,
            "calor",
            "inv1",
            point,
            zone,
            Severity.Severe,
            Urgency.Immediate,
            Certainty.Observed,
            AlertState.Raised,
            1_764_000_000_000,
            1_764_000_000_000,
            39.44,
            38,
            "Cel"
        );

    /// <summary>A tmpfs that can be filled.</summary>
    private sealed class SmallDisk(string folder) : IDisposable
    {
        public string Folder => folder;

        private string Ballast => Path.Combine(folder, "ballast");

        public static SmallDisk? TryMount(int megabytes)
        {
            var folder = Directory.CreateTempSubdirectory("vigia-disk-").FullName;
            if (
                Environment.UserName == "root"
                && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder)
            )
            {
                return new SmallDisk(folder);
            }

            Directory.Delete(folder);
            return null;
        }

        public void Fill()
        {
            using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            try
            {
                while (true)
                {
                    file.Write(new byte[4096]);
                }
            }
            catch (IOException)
            {
                // Full: that is what was wanted.
            }
        }

        public void Empty() => System.IO.File.Delete(Ballast);

        public void Dispose()
        {
            Run("umount", "--lazy", folder);
            Directory.Delete(folder);
        }

        private static bool Run(string program, params string[] arguments)
        {
            using var process = Process.Start(program, arguments);
            Assert.True(process.WaitForExit(Wait.Limit), program);
            return process.ExitCode == 0;
        }
    }
}
