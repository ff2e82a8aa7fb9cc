using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Ledger.Rollups;
using Vigia.Server.Rules;
using Vigia.Tests.Influx;
using Vigia.Tests.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Ledger;

public sealed class RollupTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 16, 0, 0, TimeSpan.Zero);

    private readonly TemporaryData data = new();
    private readonly FakeTimeProvider clock = new(Noon);
    private readonly ListLedger ledger = new();

    public RollupTests() => Directory.CreateDirectory(data.Path);

    public void Dispose() => data.Dispose();

    [Fact]
    public void A_bucket_has_the_least_the_mean_and_the_most_whatever_the_order_of_its_readings()
    {
        using var rollups = Begin(out var follower);
        Measure(Noon.AddMinutes(2), 30);
        Measure(Noon, 20);
        Measure(Noon.AddMinutes(1), 25);
        Follow(follower);

        var quarter = Assert.Single(Read(rollups, RollupLevel.Quarter, Noon, 1));

        Assert.Equal(new Rollup(3, 20, 30, 75), quarter);
        Assert.Equal(25, quarter.Mean);
    }

    [Fact]
    public void What_was_not_read_is_an_empty_bucket()
    {
        using var rollups = Begin(out var follower);
        Measure(Noon, 20);
        Measure(Noon.AddHours(2), 22);
        Follow(follower);

        var hours = Read(rollups, RollupLevel.Hour, Noon, 3);

        Assert.Equal([1, 0, 1], hours.Select(hour => hour.Count));
    }

    [Fact]
    public void A_kill_loses_nothing_and_counts_nothing_twice()
    {
        using (var killed = Begin(out var before))
        {
            Measure(Noon, 20);
            Follow(before);
            killed.Write();
            Measure(Noon.AddSeconds(5), 21);
            Follow(before);
        }

        using var rollups = Begin(out var follower);
        Follow(follower);

        Assert.Equal(new Rollup(2, 20, 21, 41), Assert.Single(Read(rollups, RollupLevel.Minute, Noon, 1)));
    }

    [Fact]
    public void An_older_copy_of_the_ledger_in_its_place_is_counted_again_not_twice()
    {
        using var rollups = Begin(out var follower);
        Measure(Noon, 20);
        Measure(Noon.AddHours(1), 21);
        Follow(follower);
        rollups.Write();
        rollups.Dispose();
        ledger.Epoch = "epoch-2";

        using var again = Begin(out var other);
        Follow(other);

        Assert.Equal([1, 1], Read(again, RollupLevel.Hour, Noon, 2).Select(hour => hour.Count));
    }

    [Fact]
    public void A_fresh_ledger_leaves_what_was_charted_before_it()
    {
        using (var rollups = Begin(out var follower))
        {
            Measure(Noon, 20);
            Follow(follower);
            rollups.Write();
        }

        var fresh = new ListLedger { Epoch = "epoch-2" };
        using var after = Begin(fresh, out var other);
        Follow(other);
        fresh.Add(Noon.AddHours(3), "cerdos-1", new Reading("temperature", "Cel", 25));
        Follow(other);

        Assert.Equal([1, 0, 0, 1], Read(after, RollupLevel.Hour, Noon, 4).Select(hour => hour.Count));
    }

    [Fact]
    public void What_is_older_than_it_is_kept_goes_and_the_wider_buckets_stay()
    {
        using var rollups = Begin(out var follower);
        Measure(Noon, 20);
        Follow(follower);
        rollups.Write();

        rollups.Forget(Noon.AddDays(30));

        Assert.Equal(0, Read(rollups, RollupLevel.Minute, Noon, 1)[0].Count);
        Assert.Equal(1, Read(rollups, RollupLevel.Quarter, Noon, 1)[0].Count);
        Assert.Equal(1, Read(rollups, RollupLevel.Hour, Noon, 1)[0].Count);
    }

    [Fact]
    public void A_damaged_file_is_made_again_from_the_ledger()
    {
        using (var rollups = Begin(out var follower))
        {
            Measure(Noon, 20);
            Follow(follower);
            rollups.Write();
        }

        File.WriteAllText(data[RollupFile.Name], new string('x', 8192));
        using var again = Begin(out var other);
        Follow(other);

        Assert.Equal(1, Read(again, RollupLevel.Hour, Noon, 1)[0].Count);
    }

    [Fact]
    public void Readings_that_failed_are_in_no_bucket_and_points_beyond_the_bound_in_none()
    {
        var one = RollupOptions.Default with { MaxSeries = 1 };
        using var rollups = new Rollups(data.Path, one, NullLogger<Rollups>.Instance);
        var follower = Follower(ledger, rollups, one);
        ledger.Add(
            Noon,
            "cerdos-1",
            new Reading("temperature", "Cel", 20),
            new Reading("humidity", "%RH", 60),
            new Reading("temperature", "Cel", 99) { Flag = QartodFlag.Fail, OffsetMs = 1 }
        );
        Follow(follower);

        Assert.Equal(new Rollup(1, 20, 20, 20), Read(rollups, RollupLevel.Hour, Noon, 1)[0]);
        Assert.Equal(0, rollups.Read("cerdos-1", "humidity", RollupLevel.Hour, Slot(RollupLevel.Hour), 1)[0].Count);
    }

    [Fact]
    public void A_wide_bucket_that_lacks_much_is_told()
    {
        var full = Enumerable.Repeat(new Rollup(720, 1, 1, 720), 10).ToArray();
        full[4] = new Rollup(400, 1, 1, 400);
        full[6] = default;

        Assert.Equal([4], Server.Live.Shown.Thin.In(full));
    }

    private void Measure(DateTimeOffset time, double value) =>
        ledger.Add(time, "cerdos-1", new Reading("temperature", "Cel", value));

    private Rollups Begin(out RollupFollower follower) => Begin(ledger, out follower);

    private Rollups Begin(ListLedger from, out RollupFollower follower)
    {
        var rollups = new Rollups(data.Path, RollupOptions.Default, NullLogger<Rollups>.Instance);
        follower = Follower(from, rollups, RollupOptions.Default);
        return rollups;
    }

    private RollupFollower Follower(ListLedger from, Rollups rollups, RollupOptions options) =>
        new(from, rollups, options, new ServerClocks(clock, clock), NullLogger<RollupFollower>.Instance);

    private static void Follow(RollupFollower follower)
    {
        do { } while (follower.FollowOnce());
    }

    private static Rollup[] Read(Rollups rollups, RollupLevel level, DateTimeOffset from, int count) =>
        rollups.Read("cerdos-1", "temperature", level, level.SlotOf(from.ToUnixTimeMilliseconds()), count);

    private static long Slot(RollupLevel level) => level.SlotOf(Noon.ToUnixTimeMilliseconds());
}
