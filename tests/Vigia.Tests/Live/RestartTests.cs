using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Live.Points;
using Vigia.Wire;

namespace Vigia.Tests.Live;

/// <summary>The page after a restart: what had stopped long before is still known, grey, and never good.</summary>
public sealed class RestartTests
{
    private static readonly long TwoDaysAgo = LivePlace.Noon.AddDays(-2).ToUnixTimeMilliseconds();

    [Fact]
    public async Task A_point_silent_for_two_days_is_grey_and_its_zone_is_not_good()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        Restart(place, new KnownPoint("cerdos-1", "humidity", "humidity", TwoDaysAgo));
        await place.ReadsAsync("cerdos-1", new Reading("temperature", "Cel", 27));

        var zone = (await browser.StateAsync()).Zone("porqueriza");

        Assert.Equal("Look", (string)zone["state"]!);
        var humidity = Assert.Single(zone["others"]!.AsArray())!;
        Assert.True((bool)humidity["stale"]!);
        Assert.Null(humidity["value"]);
        Assert.Equal(TwoDaysAgo, (long)humidity["atMs"]!);
    }

    [Fact]
    public async Task A_node_dead_for_two_days_was_heard_then_and_keeps_its_charts()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        Restart(place, new KnownPoint("bomba-1", "flow", "flow", TwoDaysAgo));

        var zone = (await browser.StateAsync()).Zone("bomba");
        var week = (await browser.GetFromJsonAsync<JsonNode>("/api/zones/bomba/points?hours=168"))!;

        Assert.Equal("NoSignal", (string)zone["state"]!);
        Assert.Equal(TwoDaysAgo, (long)zone["heardMs"]!);
        Assert.Equal("flow", (string)Assert.Single(week["points"]!.AsArray())!["point"]!["point"]!);
    }

    [Fact]
    public async Task A_point_that_is_heard_again_is_as_it_was()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        Restart(place, new KnownPoint("cerdos-1", "temperature", "temperature", TwoDaysAgo));

        await place.ReadsAsync("cerdos-1", new Reading("temperature", "Cel", 27));
        await Eventually.Until(
            "it has its value",
            async () => (double?)(await browser.StateAsync()).Zone("porqueriza")["main"]!["value"] == 27
        );

        Assert.Equal("Good", (string)(await browser.StateAsync()).Zone("porqueriza")["state"]!);
    }

    [Fact]
    public async Task What_is_heard_is_known_after_the_next_start()
    {
        await using var place = await LivePlace.StartAsync();
        await place.ReadsAsync("cerdos-1", new Reading("temperature", "Cel", 27));

        place.Get<PointMemory>().KeepOnce();

        var known = Assert.Single(new PointRegister(place.Get<Server.Alerts.AlertStore>()).All);
        Assert.Equal(("cerdos-1", "temperature"), (known.Node, known.Point));
        Assert.Equal(LivePlace.Noon.ToUnixTimeMilliseconds(), known.SeenMs);
    }

    // As the start finds it.
    private static void Restart(LivePlace place, KnownPoint known)
    {
        place.Get<PointRegister>().See([known], LivePlace.Noon);
        place.Get<PointMemory>().Recall();
    }
}
