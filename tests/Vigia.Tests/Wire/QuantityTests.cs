using Vigia.Wire;

namespace Vigia.Tests.Contract;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("air", "Cel", "temperature")]
    [InlineData("humidity", "%RH", "humidity")]
    [InlineData("humidity", null, "humidity")]
    [InlineData("co2", "ppm", "co2")]
    [InlineData("co2-norte", "ppm", "co2")]
    [InlineData("co2-norte-2", "ppm", "co2")]
    [InlineData("ir_temperature", "Cel", "ir_temperature")]
    [InlineData("riego", "l/s", "flow")]
    [InlineData("humidity", "Cel", "temperature")]
    [InlineData("co2norte", "ppm", "other")]
    [InlineData("soil", "/", "other")]
    [InlineData("air", null, "other")]
    [InlineData("air", "K", "other")]
    [InlineData("-", "", "other")]
    public void A_point_is_told_by_its_name_else_by_its_unit(string point, string? unit, string expected)
    {
        Assert.Equal(expected, Quantity.Of(point, unit).Name);
    }

    [Fact]
    public void Names_are_fit_for_a_measurement_and_stand_once()
    {
        Assert.Equal(Quantity.All.Count, Quantity.All.Select(q => q.Name).Distinct().Count());
        Assert.All(Quantity.All, q => Assert.Matches("^[a-z0-9_]+$", q.Name));
        Assert.All(Quantity.All, q => Assert.Equal(q, Quantity.Of(q.Name, q.WireUnit)));
    }

    [Fact]
    public void Only_flow_changes_its_number_on_the_way()
    {
        var changed = Assert.Single(Quantity.All, q => q.Factor is not 1);

        Assert.Equal(new Quantity("flow", "l/min", "l/s", 60), changed);
    }
}
