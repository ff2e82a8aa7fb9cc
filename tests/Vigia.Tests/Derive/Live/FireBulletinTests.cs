using Vigia.Server.Alerts;
using Vigia.Server.Derive.Live;
using Vigia.Server.Farm;
using Vigia.Tests.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Derive.Live;

[Trait("beside", "browser")]
public sealed class FireBulletinTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // Ten o'clock UTC is six on the farm's clock.
    private readonly RulesPlace place = new();

    // In the middle of the dry season: nine tenths of the grass are dead.
    public FireBulletinTests() =>
        place.StartFarm(FarmFile.DemoText().Replace("curing: 50", "curing: 90", StringComparison.Ordinal));

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_hot_dry_windy_noon_says_no_burning_today_once_is_shown_and_alarms_nobody()
    {
        place.Repeat(TimeSpan.FromHours(9), Minute, () => Mast(38, 20, 8));

        var bulletin = Assert.Single(Waiting());

        Assert.Equal(new DateTimeOffset(2026, 11, 23, 17, 0, 0, TimeSpan.Zero), At(bulletin));
        Assert.Equal(DangerLevel.Extreme, bulletin.Level);
        Assert.Matches(
            "^Peligro de incendio: EXTREMO. No queme hoy y tenga lista la brigada. GFWI \\d+, GFDI \\d+, viento 29 km/h$",
            bulletin.Text.Spanish
        );
        Assert.StartsWith("Fire danger: EXTREME. No burning today", bulletin.Text.English, StringComparison.Ordinal);
        Assert.Equal(["fire-danger", "fire-danger-extreme"], place.OpenAlerts().Select(alert => alert.Rule).Order());
        Assert.Empty(place.Texts());
    }

    [Fact]
    public void Each_morning_and_each_noon_has_its_bulletin_and_a_kill_repeats_none()
    {
        for (var hour = 0; hour < 48; hour++)
        {
            place.Repeat(TimeSpan.FromHours(1), Minute, () => Mast(24, 90, 1));
            place.Kill();
        }

        Assert.Equal([13, 6, 13, 6], Waiting().Select(bulletin => At(bulletin).ToOffset(place.Plan.UtcOffset).Hour));
        Assert.All(Waiting(), bulletin => Assert.Equal(DangerLevel.Low, bulletin.Level));
    }

    [Fact]
    public void A_mast_that_nobody_hears_has_no_bulletin()
    {
        place.Repeat(TimeSpan.FromHours(2), Minute, () => Mast(38, 20, 8));
        place.Repeat(TimeSpan.FromHours(7), Minute, () => place.Say("inv-1", new Reading("temperature", "Cel", 30)));

        Assert.Empty(Waiting());
    }

    [Theory]
    [InlineData(9.9, DangerLevel.Low)]
    [InlineData(10, DangerLevel.Watch)]
    [InlineData(20, DangerLevel.High)]
    [InlineData(30, DangerLevel.Extreme)]
    public void Danger_has_four_levels(double gfwi, object level) =>
        Assert.Equal((DangerLevel)level, DangerLevels.Default.Of(gfwi));

    [Theory]
    [InlineData("2026-11-23T05:59:00-04:00", "2026-11-22T13:00:00-04:00")]
    [InlineData("2026-11-23T06:00:00-04:00", "2026-11-23T06:00:00-04:00")]
    [InlineData("2026-11-23T12:59:59-04:00", "2026-11-23T06:00:00-04:00")]
    [InlineData("2026-11-23T23:00:00-04:00", "2026-11-23T13:00:00-04:00")]
    public void The_slot_is_the_last_that_came_on_the_farms_clock(string now, string slot) =>
        Assert.Equal(Time(slot), FireBulletin.SlotBefore(Time(now), TimeSpan.FromHours(-4)));

    [Fact]
    public void Every_text_fits_one_message()
    {
        var danger = new HourDanger(0, 1234, 0, 0, 0, 1234, 123);
        Assert.All(
            Enum.GetValues<DangerLevel>(),
            level =>
            {
                var text = new FireBulletin(default, "clima", level, danger).Text;
                Assert.InRange(Gsm7.Septets(text.Spanish), 20, Gsm7.MaxSeptets - 20);
                Assert.InRange(Gsm7.Septets(text.English), 20, Gsm7.MaxSeptets - 20);
            }
        );
    }

    private void Mast(double temperature, double humidity, double wind) =>
        place.Say(
            "clima-1",
            new Reading("temperature", "Cel", temperature),
            new Reading("humidity", "%RH", humidity),
            new Reading("wind_speed", "m/s", wind)
        );

    private IReadOnlyList<StoredBulletin> Waiting() => place.Data.Store.Read(BulletinTable.Waiting, []);

    private static DateTimeOffset At(StoredBulletin bulletin) =>
        DateTimeOffset.FromUnixTimeMilliseconds(bulletin.SlotMs);

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
