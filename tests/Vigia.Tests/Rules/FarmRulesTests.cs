using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>The farm of <c>vigia demo</c>, by its own file: what its kinds of zone raise, and what they leave alone.</summary>
public sealed class FarmRulesTests : IDisposable
{
    private static readonly TimeSpan Five = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Thirty = TimeSpan.FromSeconds(30);

    private readonly RulesPlace place = new();

    public FarmRulesTests() => place.StartFarm(FarmFile.DemoText());

    public void Dispose() => place.Dispose();

    [Fact]
    public void Two_dry_probes_of_three_say_irrigate_now_and_wet_ones_end_it()
    {
        Soil(0.19, 0.25, 0.25);
        Assert.Empty(place.OpenAlerts());

        Soil(0.19, 0.195, 0.25);
        Assert.Equal("soil-dry", Assert.Single(place.OpenAlerts()).Rule);

        Soil(0.2, 0.2, 0.25);
        Assert.Single(place.OpenAlerts());

        Soil(0.22, 0.2, 0.25);
        Assert.Empty(place.OpenAlerts());
        Assert.Equal(
            [
                "Invernadero 2: Suelo seco, riegue ahora. Agua del suelo 2 57,7%, a las 06:01. Abra el riego y revise la valvula. Alerta A1",
                "Invernadero 2: Suelo seco, riegue ahora a las 06:02. Fin de la alerta A1",
            ],
            place.Texts()
        );
    }

    [Fact]
    public void Soil_that_is_being_irrigated_alarms_nobody_until_a_while_after_the_valve_closed()
    {
        place.Say("inv-2", State("state-valve", 1));
        Soil(0.19, 0.19, 0.19);
        place.Say("inv-2", State("state-valve", 0));
        Soil(0.19, 0.19, 0.19);
        Assert.Empty(place.OpenAlerts());

        place.Repeat(TimeSpan.FromMinutes(55), Thirty, () => Soil(0.19, 0.19, 0.19));
        Assert.Empty(place.OpenAlerts());

        place.Repeat(TimeSpan.FromMinutes(8), Thirty, () => Soil(0.19, 0.19, 0.19));

        Assert.Single(place.OpenAlerts());
    }

    [Fact]
    public void A_hot_noon_is_no_alarm_and_half_an_hour_above_forty_is()
    {
        place.Repeat(TimeSpan.FromMinutes(40), Ten, () => place.Say("inv-1", Cel("temperature", 39.9)));
        place.Repeat(TimeSpan.FromMinutes(29), Ten, () => place.Say("inv-1", Cel("temperature", 41)));
        Assert.Empty(place.OpenAlerts());

        place.Repeat(TimeSpan.FromMinutes(2), Ten, () => place.Say("inv-1", Cel("temperature", 41)));

        Assert.Equal("heat", Assert.Single(place.OpenAlerts()).Rule);
    }

    [Fact]
    public void A_pump_that_gives_no_water_is_told()
    {
        place.Repeat(TimeSpan.FromMinutes(1), Five, () => Pump(isOn: false, flow: 0));
        place.Repeat(TimeSpan.FromSeconds(10), Five, () => Pump(isOn: true, flow: 0));
        place.Repeat(TimeSpan.FromMinutes(1), Five, () => Pump(isOn: true, flow: 0.5));
        Assert.Empty(place.OpenAlerts());

        place.Repeat(TimeSpan.FromSeconds(20), Five, () => Pump(isOn: true, flow: 0));

        Assert.Equal("pump-dry", Assert.Single(place.OpenAlerts()).Rule);
        Assert.StartsWith("Bomba del pozo: Bomba sin agua. Caudal 0 l/min, a las 06:", place.Texts()[0]);
    }

    [Fact]
    public void A_pump_that_starts_slowly_and_one_that_stops_alarm_nobody()
    {
        place.Repeat(TimeSpan.FromMinutes(1), Five, () => Pump(isOn: true, flow: 0.5));
        place.Repeat(TimeSpan.FromMinutes(5), Five, () => Pump(isOn: false, flow: 0));
        place.Repeat(TimeSpan.FromSeconds(15), Five, () => Pump(isOn: true, flow: 0));
        place.Repeat(TimeSpan.FromMinutes(1), Five, () => Pump(isOn: true, flow: 0.5));

        Assert.Empty(place.Texts());
    }

    [Fact]
    public void A_fan_that_stops_in_the_heat_is_one_incident_within_two_minutes_however_it_shows()
    {
        place.Repeat(TimeSpan.FromMinutes(5), Five, () => Barn(31, fan: 1));
        var stopped = place.Clock.GetUtcNow();
        var warmth = 31.0;
        place.Repeat(
            TimeSpan.FromMinutes(6),
            Five,
            () =>
            {
                warmth += 0.05;
                Barn(warmth, fan: 0);
            }
        );

        var alert = Assert.Single(place.OpenAlerts(), alert => alert.Rule == "ventilation");
        Assert.InRange(alert.RaisedEventMs, 0, stopped.AddMinutes(2).ToUnixTimeMilliseconds());
        Assert.Single(place.Texts());
    }

    [Fact]
    public void A_fan_whose_belt_broke_is_known_by_the_air_alone()
    {
        place.Repeat(TimeSpan.FromMinutes(5), Five, () => Barn(31, fan: 1));
        var warmth = 31.0;
        place.Repeat(
            TimeSpan.FromMinutes(2),
            Five,
            () =>
            {
                warmth += 0.6 / 12;
                Barn(warmth, fan: 1);
            }
        );

        Assert.Equal("temperature", Assert.Single(place.OpenAlerts()).Point);
    }

    [Fact]
    public void A_fan_that_rests_in_a_cool_barn_alarms_nobody()
    {
        place.Repeat(TimeSpan.FromMinutes(10), Five, () => Barn(26, fan: 0));

        Assert.Empty(place.OpenAlerts());
    }

    [Fact]
    public void A_standing_incident_ends_when_the_barn_is_cool_again()
    {
        place.Repeat(TimeSpan.FromMinutes(2), Five, () => Barn(30, fan: 0));
        Assert.Single(place.OpenAlerts());

        place.Repeat(TimeSpan.FromMinutes(1), Five, () => Barn(26, fan: 0));

        Assert.Empty(place.OpenAlerts());
        Assert.Equal(1, place.Count("transition WHERE reason = 'GuardEnded'"));
    }

    [Fact]
    public void A_kill_between_raising_and_clearing_keeps_the_incident_one()
    {
        place.Repeat(TimeSpan.FromMinutes(2), Five, () => Barn(30, fan: 0));
        place.Kill();

        place.Repeat(TimeSpan.FromMinutes(2), Five, () => Barn(30, fan: 0));
        Assert.Single(place.OpenAlerts());
        Assert.Single(place.Texts());

        place.Repeat(TimeSpan.FromMinutes(1), Five, () => Barn(30, fan: 1));
        Assert.Empty(place.OpenAlerts());
    }

    [Fact]
    public void An_alert_whose_rule_lost_its_state_is_taken_up_again()
    {
        place.Repeat(TimeSpan.FromMinutes(2), Five, () => Barn(30, fan: 0));
        place.Follower.SaveNow();
        place.Data.Store.TryWrite("nothing is remembered", db => db.Execute("DELETE FROM rule_state"));
        place.Kill();

        place.Repeat(TimeSpan.FromMinutes(2), Five, () => Barn(30, fan: 0));
        Assert.Single(place.OpenAlerts());
        Assert.Equal(1, place.Count("alert"));

        place.Repeat(TimeSpan.FromMinutes(1), Five, () => Barn(30, fan: 1));
        Assert.Empty(place.OpenAlerts());
    }

    [Fact]
    public void Grain_that_heats_itself_is_told_by_the_name_people_gave_its_probe()
    {
        place.Repeat(
            TimeSpan.FromMinutes(3),
            Thirty,
            () => place.Say("galpon-1", Cel("temperature-grain-1", 40), Cel("temperature-grain-2", 47))
        );

        Assert.StartsWith("Galpon de acopio: Grano caliente. Grano 2 47C", Assert.Single(place.Texts()));
    }

    private void Soil(double first, double second, double third)
    {
        // Twice: one reading of three irrigates nothing.
        for (var i = 0; i < 2; i++)
        {
            place.Clock.Advance(Thirty / 2);
            place.Say("inv-2", Theta(1, first), Theta(2, second), Theta(3, third));
        }
    }

    private void Barn(double temperature, double fan)
    {
        place.Say("cerdos-1", Cel("temperature", temperature));
        place.Say("cerdos-1", State("state-fan", fan));
    }

    /// <param name="flow">Litres a second, as on the wire.</param>
    private void Pump(bool isOn, double flow)
    {
        place.Say("bomba-1", new Reading("flow", "l/s", flow));
        place.Say("bomba-1", State("state-pump", isOn ? 1 : 0));
    }

    private static Reading Theta(int probe, double value) => new($"soil_moisture-{probe}", "/", value);

    private static Reading Cel(string point, double value) => new(point, "Cel", value);

    private static Reading State(string point, double value) => new(point, "boolean", value);
}
