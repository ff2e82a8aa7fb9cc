using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Tests.Rules;

/// <summary>What charts and page draw beside a point.</summary>
public sealed class LimitsOfTests
{
    private const string Farm = """
        zones: [{ name: cava, kind: cold-room }, { name: lote, kind: tank }]
        nodes: [{ name: cava-1, zone: cava }]
        rules:
          - { name: band, zone: cava, point: humidity, outside: { low: 60, high: 90 }, clear: 5, severity: minor }
          - { name: fast, zone: cava, point: temperature, rate_over: 1m, above: 2 }
        """;

    [Fact]
    public void Every_limit_of_a_point_is_told_with_its_rule_side_unit_and_weight()
    {
        var limits = LimitsOf.Point(Plan(), "cava", "cava-1", "temperature");

        Assert.Equal(
            [
                ("warm", LimitSide.Above, 12, 10.5, "Cel", Severity.Moderate),
                ("hot", LimitSide.Above, 15, 12, "Cel", Severity.Severe),
                ("chilled", LimitSide.Below, 6, 7, "Cel", Severity.Moderate),
            ],
            limits.Select(limit => (limit.Rule, limit.Side, limit.Raise, limit.Clear, limit.Unit, limit.Severity))
        );
        Assert.Equal("Cava perdiendo frío", limits[0].Title!.Spanish);
        Assert.Equal(TimeSpan.FromMinutes(30), limits[0].For);
    }

    [Fact]
    public void A_band_has_two_lines_and_a_door_none()
    {
        Assert.Equal(
            [(LimitSide.Above, 90.0, 85.0), (LimitSide.Below, 60, 65)],
            LimitsOf.Point(Plan(), null, "cava-1", "humidity").Select(limit => (limit.Side, limit.Raise, limit.Clear))
        );
        Assert.Empty(LimitsOf.Point(Plan(), "cava", "cava-1", "state-door"));
    }

    private static FarmPlan Plan()
    {
        var (plan, errors) = FarmFile.Parse(Farm, "farm.yaml");
        Assert.Empty(errors);
        return plan!;
    }
}
