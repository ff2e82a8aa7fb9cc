using Vigia.Server.Derive.Water;

namespace Vigia.Tests.Derive.Water;

public sealed class SoilTests
{
    private static readonly Soil Tomato = new(0.25, 0.12, 0.6, 0.40);

    [Theory]
    [InlineData(0.25, 0.12, 0.6, 0.40, "78.0", "31.2", "0.198")]
    [InlineData(0.25, 0.12, 0.5, 0.30, "65.0", "19.5", "0.211")]
    [InlineData(0.23, 0.11, 1.0, 0.55, "120", "66", "0.164")]
    public void A_root_zone_holds_its_water(
        double capacity,
        double wilting,
        double depth,
        double p,
        string total,
        string ready,
        string trigger
    )
    {
        var soil = new Soil(capacity, wilting, depth, p);

        Vector.Equal(total, soil.TotalWater);
        Vector.Equal(ready, soil.ReadyWater);
        Vector.Equal(trigger, soil.Trigger);
    }

    [Theory]
    [InlineData(2, "0.52")]
    [InlineData(5, "0.40")]
    [InlineData(8, "0.28")]
    [InlineData(100, "0.10")]
    public void On_a_thirsty_day_stress_begins_earlier(double use, string p) =>
        Vector.Equal(p, Tomato.On(use).Fraction);

    [Theory]
    [InlineData(20, "1")]
    [InlineData(31.2, "1")]
    [InlineData(40, "0.8120")]
    [InlineData(60, "0.3846")]
    [InlineData(78, "0")]
    public void A_crop_drinks_less_from_a_dry_soil(double depletion, string stress) =>
        Vector.Equal(stress, SoilWaterBalance.Stress(Tomato, depletion));

    [Fact]
    public void A_tomato_field_is_to_be_watered_from_the_fifth_dry_day()
    {
        string[] evenings = ["6.325", "12.650", "18.975", "25.300", "31.625", "37.893", "31.313"];
        string[] stress = ["1", "1", "1", "1", "1", ".991", ".857"];
        var depletion = 0.0;
        var wantsWater = new List<int>();

        for (var day = 1; day <= 7; day++)
        {
            var rain = day == 7 ? 12 : 0;
            var evening = SoilWaterBalance.Next(Tomato, depletion, new(rain, 0, 5.5, 1.15))!;

            Vector.Equal(evenings[day - 1], evening.Depletion);
            Vector.Equal(stress[day - 1], evening.Stress);
            depletion = evening.Depletion;
            if (depletion >= Tomato.ReadyWater)
            {
                wantsWater.Add(day);
            }
        }

        Assert.Equal([5, 6, 7], wantsWater);
    }

    [Fact]
    public void What_the_soil_cannot_hold_drains_away()
    {
        var evening = SoilWaterBalance.Next(Tomato, 10, new(30, 5, 0, 1))!;

        Assert.Equal((0, 25), (evening.Depletion, evening.Drained));
    }

    [Fact]
    public void Available_water_is_not_clamped()
    {
        Assert.Equal(0, Tomato.AvailableWater(0.12)!.Value, 9);
        Assert.Equal(1, Tomato.AvailableWater(0.25)!.Value, 9);
        Assert.True(Tomato.AvailableWater(0.02) < 0);
        Assert.True(Tomato.AvailableWater(0.40) > 1);
    }

    [Fact]
    public void An_impossible_soil_or_day_has_no_value()
    {
        var day = new WaterDay(0, 0, 5, 1);

        Assert.Null(SoilWaterBalance.Next(Tomato with { WiltingPoint = 0.3 }, 0, day));
        Assert.Null(SoilWaterBalance.Next(Tomato with { RootDepth = double.NaN }, 0, day));
        Assert.Null(SoilWaterBalance.Next(Tomato, 0, day with { Rain = -1 }));
        Assert.Null(SoilWaterBalance.Next(Tomato, 0, day with { Et0 = double.NaN }));
        Assert.Null(SoilWaterBalance.Next(Tomato, double.NaN, day));
        Assert.Null((Tomato with { FieldCapacity = 0.12 }).AvailableWater(0.2));
        Assert.Null(Tomato.AvailableWater(double.NaN));
    }
}
