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
