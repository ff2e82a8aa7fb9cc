using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>Fire in a room, by its one thermometer: who has the duty is told, the brigade is not.</summary>
public sealed class RoomFireTests : IDisposable
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);

    private readonly RulesPlace place = new();

    public RoomFireTests() => place.StartFarm(FarmFile.DemoText());

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_room_that_warms_as_rooms_burn_is_told_to_who_has_the_duty()
    {
        Live(2, _ => 35);
        Live(5, minutes => 35 + (6 * minutes));
        Live(3, _ => 65);

        var alert = Assert.Single(place.OpenAlerts(), alert => alert.Rule == "fire");
        Assert.Equal((Severity.Moderate, Certainty.Likely), (alert.Severity, alert.Certainty));
        Assert.Contains(place.Texts(), text => text.Contains("FUEGO PROBABLE (un sensor)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_thermometer_that_leaps_is_broken_and_told_to_nobody()
    {
        Live(2, _ => 35);
        Live(20, _ => 70);

        Assert.Equal(Certainty.Possible, Assert.Single(place.OpenAlerts(), alert => alert.Rule == "fire").Certainty);
        Assert.DoesNotContain(place.Texts(), text => text.Contains("FUEGO", StringComparison.Ordinal));
    }

    [Fact]
    public void A_thermometer_that_drifts_there_in_hours_is_told_to_nobody()
    {
        Live(180, minutes => 35 + (minutes / 6));

        Assert.Equal(Certainty.Possible, Assert.Single(place.OpenAlerts(), alert => alert.Rule == "fire").Certainty);
        Assert.DoesNotContain(place.Texts(), text => text.Contains("FUEGO", StringComparison.Ordinal));
    }

    /// <summary>Two chips are nobody's fault.</summary>
    [Theory]
    [InlineData("galpon-1", "galpon", "gas_ratio-smoke", 4)]
    [InlineData("galpon-1", "galpon", "co", 80)]
    [InlineData("galpon-1", "galpon", "state-flame", 1)]
    [InlineData("cerdos-1", "porqueriza", "gas_ratio-smoke", 4)]
    [InlineData("cerdos-1", "porqueriza", "state-flame", 1)]
    public void A_room_that_warms_and_another_chip_that_sees_fire_call_the_brigade(
        string node,
        string zone,
        string point,
        double value
    )
    {
        Room(250, node, point, _ => 33, _ => value > 1 ? 1 : 0);
        Assert.Empty(place.OpenAlerts());

        Room(6, node, point, minutes => 33 + (9 * minutes), _ => value);

        var alert = Assert.Single(place.OpenAlerts(), alert => alert.Rule == "fire");
        Assert.Equal((zone, Severity.Severe, Certainty.Likely), (alert.Zone, alert.Severity, alert.Certainty));
        Assert.Contains(place.Texts(), text => text.Contains("FUEGO PROBABLE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("galpon-1", "co", 80)]
    [InlineData("galpon-1", "state-flame", 1)]
    [InlineData("cerdos-1", "gas_ratio-smoke", 4)]
    [InlineData("cerdos-1", "state-flame", 1)]
    public void Any_one_chip_of_a_room_but_its_thermometer_is_shown_and_sent_to_nobody(
        string node,
        string point,
        double value
    )
    {
        Room(250, node, point, _ => 30, _ => 1);
        Room(30, node, point, _ => 30, _ => value);

        Assert.All(place.OpenAlerts(), alert => Assert.Equal(Certainty.Possible, alert.Certainty));
        Assert.DoesNotContain(place.Texts(), text => text.Contains("FUEGO", StringComparison.Ordinal));
    }

    private void Room(
        double minutes,
        string node,
        string point,
        Func<double, double> celsius,
        Func<double, double> other
    )
    {
        var gone = TimeSpan.Zero;
        place.Repeat(
            TimeSpan.FromMinutes(minutes),
            Ten,
            () =>
            {
                gone += Ten;
                place.Say(
                    node,
                    new Reading(point, null, other(gone.TotalMinutes)),
                    new Reading("temperature", "Cel", celsius(gone.TotalMinutes))
                );
            }
        );
    }

    private void Live(double minutes, Func<double, double> celsius)
    {
        var gone = TimeSpan.Zero;
        place.Repeat(
            TimeSpan.FromMinutes(minutes),
            Ten,
            () =>
            {
                gone += Ten;
                place.Say("galpon-1", new Reading("temperature", "Cel", celsius(gone.TotalMinutes)));
            }
        );
    }
}
