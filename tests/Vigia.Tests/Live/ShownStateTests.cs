using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Live;
using Vigia.Server.Live.Points;
using Vigia.Server.Live.Shown;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Tests.Influx;
using Vigia.Wire;

namespace Vigia.Tests.Live;

public sealed class ShownStateTests
{
    [Fact]
    public async Task A_zone_that_is_heard_and_has_no_alert_is_good_and_shows_value_and_time()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        await place.ReadsAsync("cerdos-1", Air(27.5), new Reading("humidity", "%RH", 61));
        var zone = (await browser.StateAsync()).Zone("porqueriza");

        Assert.Equal("Good", (string)zone["state"]!);
        Assert.Equal("Porqueriza", (string)zone["title"]!["es"]!);
        Assert.Equal("Pig barn", (string)zone["title"]!["en"]!);
        Assert.Equal(27.5, (double)zone["main"]!["value"]!);
        Assert.Equal(LivePlace.Noon.ToUnixTimeMilliseconds(), (long)zone["main"]!["atMs"]!);
        Assert.Equal("humidity", (string)zone["others"]![0]!["point"]!);
    }

    [Fact]
    public async Task What_is_old_is_grey_and_never_good()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await place.ReadsAsync("cerdos-1", Air(27.5));

        place.Pass(TimeSpan.FromSeconds(61));
        var zone = (await browser.StateAsync()).Zone("porqueriza");

        Assert.Equal("NoSignal", (string)zone["state"]!);
        Assert.True((bool)zone["main"]!["stale"]!);
    }

    [Fact]
    public async Task A_card_shows_first_what_its_kind_names_first()
    {
        await using var place = await LivePlace.StartAsync(FarmFile.Parse(FarmFile.DemoText(), "demo.yaml").Plan);
        using var browser = await place.SignedInAsync();
        // As the demonstration's barn has them, and what is derived of them: seven beside the main one, of which a card shows six.
        await place.ReadsAsync(
            "cerdos-1",
            Air(27.5),
            new Reading("humidity", "%RH", 70),
            new Reading("co2", "ppm", 900),
            new Reading("temperature-2", "Cel", 27),
            new Reading("gas_ratio-nh3", "/", 1.2),
            new Reading("state-fan", "boolean", 1),
            new Reading("state-mains", "boolean", 1),
            new Reading("thi", "", 78)
        );

        var others = (await browser.StateAsync()).Zone("porqueriza")["others"]!.AsArray();

        Assert.Equal(
            ["temperature-2", "humidity", "thi", "co2", "gas_ratio-nh3", "state-fan", "state-mains"],
            others.Select(point => (string)point!["point"]!)
        );
    }

    [Fact]
    public async Task A_slow_sensor_is_not_old_before_three_of_its_intervals()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await place.ReadsAsync("cerdos-1", Air(27.5));
        place.Pass(TimeSpan.FromMinutes(10));
        await place.ReadsAsync("cerdos-1", Air(27.6));

        place.Pass(TimeSpan.FromMinutes(29));
        var before = (await browser.StateAsync()).Zone("porqueriza");
        place.Pass(TimeSpan.FromMinutes(2));
        var after = (await browser.StateAsync()).Zone("porqueriza");

        Assert.Equal("Good", (string)before["state"]!);
        Assert.Equal("NoSignal", (string)after["state"]!);
    }

    [Fact]
    public async Task A_silent_node_hides_what_its_points_last_said()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await place.ReadsAsync("cerdos-1", Air(27.5), new Reading("co2", "ppm", 900));

        place.Get<NodeWatch>().Lose("cerdos-1", place.World.GetUtcNow());
        place.Pass(TimeSpan.FromSeconds(2));
        var zone = (await browser.StateAsync()).Zone("porqueriza");

        Assert.Equal("NoSignal", (string)zone["state"]!);
        Assert.Equal("cerdos-1", (string)zone["silentNodes"]![0]!);
        Assert.Null(zone["main"]!["value"]);
        Assert.Null(zone["others"]![0]!["value"]);
        Assert.Equal(LivePlace.Noon.ToUnixTimeMilliseconds(), (long)zone["heardMs"]!);
    }

    [Theory]
    [InlineData(nameof(Severity.Extreme), "Act")]
    [InlineData(nameof(Severity.Severe), "Act")]
    [InlineData(nameof(Severity.Moderate), "Look")]
    [InlineData(nameof(Severity.Minor), "Look")]
    public async Task An_open_alert_makes_its_zone_act_or_look_and_no_other(string severity, string state)
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await place.ReadsAsync("cerdos-1", Air(36));
        await place.ReadsAsync("bomba-1", new Reading("flow", "l/s", 0.8));

        place.Raise("porqueriza", "cerdos-1", "temperature", 36, Enum.Parse<Severity>(severity));
        var shown = await browser.StateAsync();

        Assert.Equal(state, (string)shown.Zone("porqueriza")["state"]!);
        Assert.Equal("Good", (string)shown.Zone("bomba")["state"]!);
        Assert.Equal(48, (double)shown.Zone("bomba")["main"]!["value"]!, 6);
    }

    [Fact]
    public async Task A_zone_that_has_to_act_still_has_to_when_it_is_heard_no_more()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await place.ReadsAsync("cerdos-1", Air(36));
        place.Raise("porqueriza", "cerdos-1", "temperature", 36, Severity.Severe);

        place.Pass(TimeSpan.FromMinutes(2));
        var zone = (await browser.StateAsync()).Zone("porqueriza");

        Assert.Equal("Act", (string)zone["state"]!);
        Assert.True((bool)zone["main"]!["stale"]!);
    }

    [Fact]
    public async Task A_silence_greys_its_zone_and_does_not_redden_it()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await place.ReadsAsync("cerdos-1", Air(27));

        place.Get<NodeWatch>().Lose("cerdos-1", place.World.GetUtcNow());
        place.Raise("porqueriza", "cerdos-1", "", 0, Severity.Severe, SilenceRule.Name);
        var shown = await browser.StateAsync();

        Assert.Equal("NoSignal", (string)shown.Zone("porqueriza")["state"]!);
        Assert.Equal("NoSignal", (string)shown["alerts"]![0]!["level"]!);
    }

    [Fact]
    public async Task A_sensor_that_fails_once_keeps_its_value_and_one_that_fails_on_has_none()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await EveryFiveSecondsAsync(place, 4, Air(27.5));

        await EveryFiveSecondsAsync(place, 1, Failed);
        var once = (await browser.StateAsync()).Zone("porqueriza");
        await EveryFiveSecondsAsync(place, 4, Failed);
        var on = (await browser.StateAsync()).Zone("porqueriza");

        Assert.Equal("Good", (string)once["state"]!);
        Assert.Equal(27.5, (double)once["main"]!["value"]!);
        Assert.Equal("NoSignal", (string)on["state"]!);
        Assert.Null(on["main"]!["value"]);
        Assert.Equal("BadChecksum", (string)on["main"]!["fault"]!);
    }

    [Fact]
    public async Task A_second_sensor_that_fails_makes_a_zone_to_be_looked_at()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        var gas = new Reading("co2", "ppm", null, Fault: "NoAnswer", Flag: QartodFlag.Missing);
        await EveryFiveSecondsAsync(place, 3, Air(27.5), gas);
        var zone = (await browser.StateAsync()).Zone("porqueriza");

        Assert.Equal("Look", (string)zone["state"]!);
        Assert.Equal("NoAnswer", (string)zone["others"]![0]!["fault"]!);
    }

    [Fact]
    public async Task Points_stand_as_the_farm_file_names_them_then_by_name()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        await place.ReadsAsync(
            "cerdos-1",
            new("humidity", "%RH", 60),
            new("co2", "ppm", 900),
            new("state-fan", "boolean", 1)
        );
        await place.ReadsAsync("cerdos-1", Air(27));
        var zone = (await browser.StateAsync()).Zone("porqueriza");

        Assert.Equal("temperature", (string)zone["main"]!["point"]!);
        Assert.Equal(
            ["state-fan", "co2", "humidity"],
            zone["others"]!.AsArray().Select(point => (string)point!["point"]!)
        );
    }

    [Fact]
    public async Task A_node_that_no_farm_file_names_has_a_zone_all_the_same()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        await place.ReadsAsync("casa-1", new Reading("level-agua", "/", 0.4));
        var zone = (await browser.StateAsync()).Zone("casa-1");

        Assert.Equal("level", (string)zone["main"]!["quantity"]!);
    }

    [Fact]
    public async Task A_counter_shows_what_it_counted_since_midnight_on_the_farms_clock()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        var midnight = LivePlace.Noon.AddHours(-12);
        place.Ledger.Add(midnight.AddMinutes(-7), "bomba-1", new Reading("volume", "l", 100, 100));
        place.Ledger.Add(midnight.AddMinutes(1), "bomba-1", new Reading("volume", "l", 30, 130));

        await place.ReadsAsync("bomba-1", new Reading("volume", "l", 12, 142));
        var main = (await browser.StateAsync()).Zone("bomba")["main"]!;

        Assert.True((bool)main["today"]!);
        Assert.Equal(42, (double)main["value"]!);
    }

    [Fact]
    public void Points_beyond_the_bound_are_counted_and_not_shown()
    {
        var points = new LivePoints(LiveOptions.Default with { MaxPoints = 2 });
        var pack = new Pack();
        pack.Readings.AddRange([Air(20), new Reading("humidity", "%RH", 50), new Reading("co2", "ppm", 800)]);

        points.Take(ListLedger.Row(1, LivePlace.Noon, LivePlace.Noon, "cerdos-1"), pack.Readings);
        points.Take(ListLedger.Row(2, LivePlace.Noon, LivePlace.Noon, "cerdos-2"), pack.Readings);

        Assert.Equal(4, points.Unshown);
        Assert.Equal(["temperature", "humidity"], points.Now(0).SelectMany(node => node.Points).Select(p => p.Name));
    }

    [Theory]
    [InlineData("temperature", "Cel", "Reading")]
    [InlineData("temperature", "Cel/min", "ChangePerMinute")]
    [InlineData("current", "/", "PlainNumber")]
    [InlineData("state-pump", "", "PlainNumber")]
    [InlineData("grain_gap", "Cel", "Reading")]
    [InlineData("grain_gap", "Cel/min", "ChangePerMinute")]
    [InlineData("grain_gap", "", "Reading")]
    public async Task An_alert_says_whether_its_value_is_a_reading(string point, string unit, string says)
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        place.Raise("porqueriza", "cerdos-1", point, 0.4, Severity.Severe, unit: unit);

        Assert.Equal(says, (string)(await browser.StateAsync())["alerts"]![0]!["says"]!);
    }

    [Fact]
    public async Task A_channel_of_the_farms_own_is_shown_with_the_unit_that_the_farm_gave_it()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        await place.ReadsAsync("cerdos-1", new Reading("brix", "degBrix", 12), new Reading("temperature", "Cel", 20));
        place.Raise("porqueriza", "cerdos-1", "grain_gap", 7, Severity.Severe, unit: "Cel");
        place.Raise("porqueriza", "cerdos-1", "temperature", 36, Severity.Severe, rule: "hot");

        var state = await browser.StateAsync();
        var points = state.Zone("porqueriza")["others"]!.AsArray().Append(state.Zone("porqueriza")["main"]);
        var units = points.ToDictionary(point => (string)point!["point"]!, point => (string?)point!["unit"]);
        Assert.Equal("degBrix", units["brix"]);
        Assert.Null(units["temperature"]);
        var alerts = state["alerts"]!.AsArray().ToDictionary(a => (string)a!["point"]!, a => (string?)a!["unit"]);
        Assert.Equal("Cel", alerts["grain_gap"]);
        Assert.Null(alerts["temperature"]);
    }

    [Fact]
    public void The_danger_of_an_hour_is_not_old_before_its_third()
    {
        var points = new LivePoints(LiveOptions.Default);
        points.Take(ListLedger.Row(1, LivePlace.Noon, LivePlace.Noon, "clima-1"), [new Reading("gfwi", "", 12)]);
        var point = Assert.Single(Assert.Single(points.Now(0)).Points);
        var noon = LivePlace.Noon.ToUnixTimeMilliseconds();

        Assert.Equal(("gfwi", 12), (point.Quantity.Name, point.Value));
        Assert.False(ZoneJudge.IsStale(point, noon + 3 * 3_600_000, speed: 1));
        Assert.True(ZoneJudge.IsStale(point, noon + 3 * 3_600_000 + 1, speed: 1));
    }

    private static readonly Reading Failed = new(
        "temperature",
        "Cel",
        null,
        Fault: "BadChecksum",
        Flag: QartodFlag.Fail
    );

    private static Reading Air(double celsius) => new("temperature", "Cel", celsius);

    private static async Task EveryFiveSecondsAsync(LivePlace place, int times, params Reading[] readings)
    {
        for (var i = 0; i < times; i++)
        {
            place.Pass(TimeSpan.FromSeconds(5));
            await place.ReadsAsync("cerdos-1", readings);
        }
    }
}
