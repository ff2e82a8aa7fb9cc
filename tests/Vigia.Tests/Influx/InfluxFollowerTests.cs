using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Influx;
using Vigia.Wire;

namespace Vigia.Tests.Influx;

public sealed class InfluxFollowerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly FollowerPlace place = new();
    private readonly ListLedger ledger = new();
    private InfluxStub influx = null!;
    private InfluxClient client = null!;

    public async ValueTask InitializeAsync()
    {
        influx = await InfluxStub.StartAsync();
        client = new InfluxClient(Options, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await influx.DisposeAsync();
        place.Dispose();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(401)]
    public async Task While_InfluxDB_is_in_trouble_the_cursor_stays_and_the_rows_come_later(int status)
    {
        AddAir(27);
        var follower = Follower();
        influx.Answer = _ => (status, "not now");

        Assert.Equal(FollowOutcome.TryLater, await follower.FollowOnceAsync(default));
        Assert.Equal(InfluxState.Unavailable, follower.Health.State);
        Assert.Contains("not now", follower.Health.Trouble);
        Assert.Equal(1, follower.Health.LagRows);

        influx.Answer = _ => (204, "");
        Assert.Equal(FollowOutcome.CaughtUp, await follower.FollowOnceAsync(default));
        Assert.Single(influx.Stored);
        Assert.Equal(0, follower.Health.LagRows);
    }

    [Fact]
    public async Task A_hanging_InfluxDB_is_left_after_the_time_out()
    {
        AddAir(27);
        influx.Answer = _ => null;
        var follower = Follower();

        var outcome = await follower.FollowOnceAsync(default).WaitAsync(Wait.Limit);

        Assert.Equal(FollowOutcome.TryLater, outcome);
        Assert.Contains("no answer in", follower.Health.Trouble);
    }

    [Fact]
    public async Task An_InfluxDB_that_is_not_there_is_an_answer()
    {
        AddAir(27);
        await influx.DisposeAsync();

        Assert.Equal(FollowOutcome.TryLater, await Follower().FollowOnceAsync(default));
    }

    [Fact]
    public async Task A_bad_line_is_found_by_halving_and_kept_with_InfluxDBs_words_before_the_cursor_moves()
    {
        for (var i = 0; i < 100; i++)
        {
            AddAir(i);
        }

        influx.Answer = lines =>
        {
            var bad = lines.Any(line => line.Contains("value=66 "));
            Assert.True(!bad || StoredCursor().Row == 0, "the cursor moved before the bad line was kept");
            return bad ? (400, "field type conflict dropped=1") : (204, "");
        };
        var follower = Follower();

        await follower.FollowOnceAsync(default);
        follower.SaveCursor();

        Assert.Equal(99, influx.Stored.Distinct().Count());
        var bad = Assert.Single(Quarantine());
        Assert.Equal(67, bad.Row);
        Assert.Contains("value=66 ", bad.Line);
        Assert.Equal("400 field type conflict dropped=1", bad.Words);
        Assert.Equal(100, StoredCursor().Row);
        Assert.True(influx.Requests.Count < 20, "halving asks twice a level, not once a line");
    }

    [Fact]
    public async Task A_body_too_large_is_halved_until_it_passes()
    {
        for (var i = 0; i < 50; i++)
        {
            AddAir(i);
        }

        influx.Answer = lines => lines.Count > 7 ? (413, "Request Entity Too Large") : (204, "");

        await Follower().FollowOnceAsync(default);

        Assert.Equal(50, influx.Stored.Count);
        Assert.Empty(Quarantine());
    }

    [Fact]
    public async Task A_batch_ends_with_the_row_that_fills_it()
    {
        for (var i = 0; i < 3_000; i++)
        {
            AddAir(i);
        }

        var follower = Follower();

        Assert.Equal(FollowOutcome.MoreWaits, await follower.FollowOnceAsync(default));
        Assert.Equal(1_000, Assert.Single(influx.Requests));
        Assert.Equal(2_000, follower.Health.LagRows);
    }

    [Fact]
    public async Task The_cursor_survives_a_restart()
    {
        AddAir(1);
        var follower = Follower();
        await follower.FollowOnceAsync(default);
        follower.SaveCursor();
        place.Restart();
        AddAir(2);

        await Follower().FollowOnceAsync(default);

        Assert.Equal(2, influx.Stored.Count);
        Assert.Contains("value=2 ", influx.Stored[1]);
    }

    [Fact]
    public async Task Rows_sent_after_the_last_cursor_are_sent_again_after_a_kill()
    {
        AddAir(1);
        await Follower().FollowOnceAsync(default);
        place.Restart();

        await Follower().FollowOnceAsync(default);

        Assert.Equal(2, influx.Stored.Count);
        Assert.Single(influx.Stored.Distinct());
    }

    [Theory]
    [InlineData("epoch-2", 2)]
    [InlineData("epoch-1", 9)]
    public async Task A_cursor_that_is_not_of_this_ledger_means_all_rows_again(string epoch, long row)
    {
        AddAir(1);
        AddAir(2);
        place.Store.TryWrite(
            "a cursor",
            db => CursorTable.Write(db, InfluxFollower.CursorName, new Cursor(epoch, row))
        );

        await Follower().FollowOnceAsync(default);

        Assert.Equal(2, influx.Stored.Count);
    }

    [Fact]
    public async Task A_row_that_is_no_pack_is_passed_over()
    {
        var row = ledger.Add(Start, "inv1", new Reading("air", "Cel", 1));
        row.Bytes.AsSpan().Fill((byte)'x');
        AddAir(2);

        Assert.Equal(FollowOutcome.CaughtUp, await Follower().FollowOnceAsync(default));
        Assert.Single(influx.Stored);
    }

    [Fact]
    public async Task A_rebuild_sends_all_rows_again_while_the_service_runs()
    {
        AddAir(1);
        AddAir(2);
        using var stop = new CancellationTokenSource();
        var follower = Follower();
        var running = follower.RunAsync(stop.Token);
        await Wait.For("the first time", () => follower.Health.LagRows == 0 && influx.Stored.Count == 2);

        await follower.RebuildAsync(progress: null, stop.Token).WaitAsync(Wait.Limit);

        Assert.Equal(4, influx.Stored.Count);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Wait.Limit));
    }

    [Fact]
    public void The_quarantine_keeps_the_newest_ten_thousand()
    {
        var lines = Enumerable
            .Range(1, QuarantineTable.MaxRows + 5)
            .Select(i => new QuarantinedLine(i, "line", "words"))
            .ToArray();
        var evicted = 0;

        place.Store.TryWrite("lines", db => evicted = QuarantineTable.Add(db, lines, nowMs: 0));

        Assert.Equal(5, evicted);
        Assert.Equal(6, Quarantine()[0].Row);
    }

    private InfluxOptions Options =>
        new(influx.Url, "vigia") { Timeout = TimeSpan.FromSeconds(1), Linger = TimeSpan.FromMilliseconds(1) };

    private InfluxFollower Follower() =>
        new(
            ledger,
            place.Store,
            client,
            new InfluxLines("ceiba"),
            Options,
            TimeProvider.System,
            NullLogger<InfluxFollower>.Instance
        );

    private void AddAir(double value) =>
        ledger.Add(Start.AddSeconds(ledger.LastRow), "inv1", new Reading("air", "Cel", value));

    private Cursor StoredCursor() =>
        place.Store.Read(db => CursorTable.Read(db, InfluxFollower.CursorName), Cursor.None);

    private IReadOnlyList<QuarantinedLine> Quarantine() => place.Store.Read(QuarantineTable.All, []);
}
