using Vigia.Server.Alerts;
using Vigia.Server.Influx;
using Vigia.Server.Influx.States;
using Vigia.Server.Live.Points;
using Vigia.Tests.Influx;
using Vigia.Wire;

namespace Vigia.Tests.Charts;

/// <summary>States and alerts on their way to an InfluxDB that may be away.</summary>
public sealed class ChartLoopTests : IAsyncLifetime
{
    private const string Farm = """
        zones:
          - { name: galpon, title: { es: Galpón, en: Warehouse }, kind: warehouse }
        nodes:
          - { name: galpon-1, zone: galpon }
        people:
          - { name: ana, title: Ana Pérez, phone: 0400-0123456 }
        roles: { warehouse: [ana] }
        rules:
          - { name: hot, zone: galpon, point: temperature, above: 38, clear: 36, title: { es: Calor, en: Heat } }
        """;

    private static readonly DateTimeOffset Ten = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private InfluxStub influx = null!;
    private ChartsPlace place = null!;

    public async ValueTask InitializeAsync()
    {
        influx = await InfluxStub.StartAsync();
        place = new ChartsPlace(Farm, influx.Url, "vigia", Ten);
    }

    public async ValueTask DisposeAsync()
    {
        place.Dispose();
        await influx.DisposeAsync();
    }

    [Fact]
    public async Task Each_minute_is_written_once()
    {
        Reads(25);
        await place.SendAsync();
        await place.SendAsync();
        place.Clock.Advance(TimeSpan.FromMinutes(1));
        await place.SendAsync();

        Assert.Equal(2, Of("farm_state").Count);
        Assert.Equal(2, Of("point_state").Count);
    }

    [Fact]
    public async Task Minutes_wait_in_order_for_an_InfluxDB_that_is_away()
    {
        Reads(25);
        influx.Answer = _ => (503, "not now");
        for (var minute = 0; minute < 3; minute++)
        {
            await Turn();
            place.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        influx.Answer = _ => (204, "");
        await Turn();

        Assert.Equal(4, Of("farm_state").Count);
        Assert.Equal(Of("farm_state").Order(), Of("farm_state"));
    }

    [Fact]
    public async Task Of_more_minutes_than_may_wait_the_newest_are_kept()
    {
        influx.Answer = _ => (503, "not now");
        for (var minute = 0; minute < ChartLoop.MaxWaiting + 3; minute++)
        {
            await Turn();
            place.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        influx.Answer = _ => (204, "");
        await Turn();

        Assert.Equal(ChartLoop.MaxWaiting, Of("farm_state").Count);
        Assert.EndsWith($" {place.Now.ToUnixTimeMilliseconds()}", Of("farm_state")[^1]);
    }

    [Fact]
    public async Task Every_step_of_an_alert_is_a_line_once_in_the_words_of_both_languages()
    {
        Reads(40);
        Reads(30);
        await place.SendAsync();
        await place.SendAsync();

        Assert.Equal(["raised", "cleared"], Of("alert").Select(line => line.Split(",state=")[1].Split(' ')[0]));
        Assert.StartsWith(
            "alert,site=demo,zone=galpon,node=galpon-1,rule=hot,state=raised id=1i,code=\"A1\"",
            Of("alert")[0]
        );
        Assert.Contains("line_es=\"Galpón: Calor (A1)\"", Of("alert")[0]);
        Assert.Contains("line_en=\"Warehouse: Heat (A1)\"", Of("alert")[0]);
        Assert.Contains(",level=2i,", Of("alert")[0]);
        Assert.Contains(",level=0i,", Of("alert")[1]);
    }

    [Fact]
    public async Task Alerts_that_InfluxDB_did_not_take_come_later_and_a_rebuild_sends_all_again()
    {
        Reads(40);
        influx.Answer = _ => (503, "not now");
        await Turn();
        influx.Answer = _ => (204, "");
        await Turn();
        Assert.Single(Of("alert"));

        place.Get<InfluxFollower>().BeginAgain();
        await place.SendAsync();
        await Turn();

        Assert.Equal(2, Of("alert").Count);
        Assert.Single(Of("alert").Distinct());
    }

    [Fact]
    public async Task Limits_are_written_when_they_are_known_and_every_ten_minutes()
    {
        Reads(25);
        for (var minute = 0; minute <= 10; minute++)
        {
            await Turn();
            place.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(2, Of("limit").Count(line => line.Contains(",rule=hot,", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_point_that_fell_silent_is_still_said_to_be_so_after_a_restart()
    {
        Reads(25);
        place.Get<PointMemory>().KeepOnce();
        var register = new PointRegister(place.Get<AlertStore>());

        var known = Assert.Single(register.All, point => point.Point == "temperature");

        Assert.Equal(("galpon-1", "temperature"), (known.Node, known.Quantity));
        register.See([], Ten + PointRegister.Forgets + TimeSpan.FromMinutes(1));
        Assert.Empty(register.All);
    }

    [Fact]
    public async Task A_text_is_one_row_that_gets_on_and_says_no_name_and_no_number()
    {
        Reads(40);
        var alert = Assert.Single(place.Get<AlertDesk>().Open());
        var ana = place.Plan.People[0].Phone;
        FireTexts.Write(place, FireTexts.Text("a", alert, ana, isSent: false));
        await place.SendAsync();
        place.Clock.Advance(TimeSpan.FromMinutes(1));
        await place.SendAsync();
        FireTexts.Write(place, FireTexts.Text("a", alert, ana, isSent: true));
        place.Clock.Advance(TimeSpan.FromMinutes(1));
        await place.SendAsync();

        var rows = Of("sms");
        Assert.Equal(2, rows.Count);
        Assert.Contains("word_es=\"en espera\"", rows[0]);
        Assert.Contains("word_es=\"enviado\"", rows[1]);
        Assert.Contains("took_text=\"–\"", rows[0]);
        Assert.Contains("took=6.5", rows[1]);
        // The same row: InfluxDB keeps the second.
        Assert.Equal(rows[0].Split(' ')[0], rows[1].Split(' ')[0]);
        Assert.Equal(rows[0].Split(' ')[^1], rows[1].Split(' ')[^1]);
        Assert.All(
            rows,
            row =>
            {
                Assert.Contains("to_es=\"A. · Galpón\"", row);
                Assert.Contains("line_en=\"Warehouse: Heat (A1)\"", row);
                Assert.DoesNotContain("Ana", row);
                Assert.DoesNotContain(ana.E164[^6..], row);
            }
        );
    }

    private void Reads(double celsius)
    {
        place.Clock.Advance(TimeSpan.FromSeconds(1));
        place.Say("galpon-1", place.Now, [new Reading("temperature", "Cel", celsius)]);
        place.Follow();
    }

    private Task Turn() => place.Get<ChartLoop>().TurnOnceAsync(TestContext.Current.CancellationToken);

    private List<string> Of(string measurement) =>
        [.. influx.Stored.Where(line => line.StartsWith(measurement + ",", StringComparison.Ordinal))];
}
