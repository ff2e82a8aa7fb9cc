using System.Net;
using System.Text.Json.Nodes;
using Vigia.Server.Alerts;
using Vigia.Server.Live.Points;
using Vigia.Wire;

namespace Vigia.Tests.Live;

public sealed class DayTests
{
    [Fact]
    public async Task A_day_has_the_least_mean_and_highest_of_each_five_minutes_and_gaps_where_nothing_was_read()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        var hourAgo = LivePlace.Noon.AddHours(-1);
        for (var i = 0; i < 3; i++)
        {
            place.Ledger.Add(hourAgo.AddSeconds(i * 5), "cerdos-1", new Reading("temperature", "Cel", 26 + i));
        }

        await place.ReadsAsync("cerdos-1", new Reading("temperature", "Cel", 30));
        var day = JsonNode.Parse(await browser.GetStringAsync("/api/zones/porqueriza/points?hours=24", default))!;

        var point = day["points"]![0]!;
        Assert.Equal(DayRing.Day, point["mean"]!.AsArray().Count);
        var bucket = DayRing.Day - 1 - 12;
        Assert.Equal(26, (double)point["min"]![bucket]!);
        Assert.Equal(27, (double)point["mean"]![bucket]!);
        Assert.Equal(28, (double)point["max"]![bucket]!);
        Assert.Equal(30, (double)point["mean"]![DayRing.Day - 1]!);
        Assert.Equal(2, point["mean"]!.AsArray().Count(mean => mean is not null));
    }

    [Fact]
    public async Task A_zones_page_tells_what_is_over()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await place.ReadsAsync("cerdos-1", new Reading("temperature", "Cel", 30));
        var id = place.Raise("porqueriza", "cerdos-1", "temperature", 36, Severity.Severe);
        var now = LivePlace.Noon.ToUnixTimeMilliseconds();
        place
            .Get<AlertStore>()
            .TryWrite("its end", db => AlertTable.Clear(db, new AlertClearing(id, now, now, 33, StepReason.CameBack)));

        var day = JsonNode.Parse(await browser.GetStringAsync("/api/zones/porqueriza/points", default))!;

        Assert.Equal(now, (long)Assert.Single(day["alerts"]!.AsArray())!["clearedMs"]!);
    }

    [Theory]
    [InlineData("/api/zones/porqueriza/points?hours=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/zones/porqueriza/points?hours=721", HttpStatusCode.BadRequest)]
    [InlineData("/api/zones/luna/points", HttpStatusCode.NotFound)]
    public async Task What_is_asked_beyond_a_month_or_the_farm_is_refused(string path, HttpStatusCode status)
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public void What_is_older_than_a_day_falls_out_of_the_ring_also_when_it_comes_late()
    {
        var ring = new DayRing();
        var noon = LivePlace.Noon.ToUnixTimeMilliseconds();
        ring.Add(noon - (long)TimeSpan.FromDays(1).TotalMilliseconds - DayRing.BucketMs, 1);
        ring.Add(noon, 20);
        ring.Add(noon - (long)TimeSpan.FromDays(2).TotalMilliseconds, 99);

        var day = Enumerable.Range(0, DayRing.Day + 1).Select(i => ring[DayRing.SlotOf(noon) - DayRing.Day + i]);

        Assert.Equal(20, Assert.Single(day, bucket => bucket.Count > 0).Max);
    }

    [Fact]
    public async Task A_server_that_starts_reads_the_last_day_again()
    {
        await using var place = await LivePlace.StartAsync();
        var before = new Influx.ListLedger();
        for (var i = 1300; i > 0; i--)
        {
            before.Add(LivePlace.Noon.AddMinutes(-i), "cerdos-1", new Reading("temperature", "Cel", 20));
        }

        var points = new LivePoints(Server.Live.LiveOptions.Default);
        var follower = new LiveFollower(
            before,
            points,
            place.Get<PointMemory>(),
            Server.Live.LiveOptions.Default,
            new Server.Rules.ServerClocks(place.World, place.Machine),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<LiveFollower>.Instance
        );
        while (follower.FollowOnce())
        {
            // A chunk a turn, the newest first.
        }

        var first = DayRing.SlotOf(LivePlace.Noon.ToUnixTimeMilliseconds()) - DayRing.Day;
        var line = points.Line("cerdos-1", "temperature", first, DayRing.Day + 1)!;
        Assert.Equal(1300, line.Buckets.Sum(bucket => bucket.Count));
        Assert.Equal(TimeSpan.FromMinutes(1), line.Interval);
    }
}
