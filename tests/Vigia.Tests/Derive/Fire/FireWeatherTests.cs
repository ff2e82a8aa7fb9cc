using Vigia.Server.Derive.Channels;
using Vigia.Server.Derive.Fire;
using Vigia.Server.Derive.Tables;
using Vigia.Tests.Repository;

namespace Vigia.Tests.Derive.Fire;

public sealed class FireWeatherTests
{
    private const string Published = "tests/Vigia.Tests/Derive/Fire/prf2007-hourly-fwi2025.csv";
    private const double Printed = 0.0001;

    private static readonly Grass Cured = new(Grass.OrdinaryLoad, Curing: 95, Standing: true);
    private static readonly FireHour DryNoon = new(36, 25, 25, Rain: 0, Radiation: 0.9);

    public static TheoryData<string> Columns => [.. FireChain.Channel.Outputs.Select(output => output.Name)];

    [Theory]
    [MemberData(nameof(Columns))]
    public void Every_published_hour_of_every_column_is_met_from_the_start_values(string column)
    {
        var table = new TableReader(new StringReader(Checkout.Read(Published)));
        var bindings = FireChain
            .Channel.Inputs.Select(i => InputBinding.Find(i, table.Header, new Dictionary<string, double>())!.Value)
            .ToList();
        var (at, output) = (table.Header.ToList().IndexOf(column), Columns.ToList().FindIndex(c => c.Data == column));
        double[] state = [.. FireChain.Channel.Start];
        var outputs = new double[FireChain.Channel.Outputs.Count];
        var hours = 0;

        while (table.Next() == RowKind.Good)
        {
            hours++;
            double[] inputs = [.. bindings.Select(b => b.Column < 0 ? b.Fixed : Cell(table, b.Column) * b.Factor)];
            FireChain.Channel.Formula(inputs, state, outputs);

            Assert.True(
                Math.Abs(Cell(table, at) - outputs[output]) <= Printed,
                $"line {table.LineNumber}: {column} is {outputs[output]:R}, published {Cell(table, at)}"
            );
        }

        Assert.Equal(1400, hours);
    }

    [Fact]
    public void A_state_that_was_stored_goes_on_as_if_nothing_had_been()
    {
        var state = FireWeather.Next(FuelState.Start, DryNoon with { Rain = 3.4 }, Cured).State;

        var back = FireChain.FromNumbers(FireChain.ToNumbers(state));

        Assert.Equal(state, back);
        Assert.Equal(FireWeather.Next(state, DryNoon, Cured), FireWeather.Next(back, DryNoon, Cured));
    }

    [Theory]
    [InlineData(double.NaN, 25, 25, 0, 0.9)]
    [InlineData(36, 105, 25, 0, 0.9)]
    [InlineData(36, 25, -1, 0, 0.9)]
    [InlineData(36, 25, 25, -1, 0.9)]
    [InlineData(36, 25, 25, 0, double.NaN)]
    public void An_hour_that_cannot_be_changes_nothing(double t, double rh, double wind, double rain, double sun)
    {
        var (state, danger) = FireWeather.Next(FuelState.Start, new(t, rh, wind, rain, sun), Cured);

        Assert.Null(danger);
        Assert.Equal(FuelState.Start, state);
        Assert.Null(FireWeather.Next(FuelState.Start, DryNoon, Cured with { Load = 0 }).Danger);
        Assert.Null(FireWeather.Next(FuelState.Start, DryNoon, Cured with { Curing = double.NaN }).Danger);
    }

    [Fact]
    public void Fog_of_102_percent_is_fog_of_100()
    {
        var fog = DryNoon with { Humidity = 100 };

        Assert.Equal(
            FireWeather.Next(FuelState.Start, fog, Cured),
            FireWeather.Next(FuelState.Start, fog with { Humidity = 102 }, Cured)
        );
    }

    [Fact]
    public void A_dry_windy_afternoon_is_extreme_and_green_grass_carries_no_fire()
    {
        var state = FuelState.Start;
        FireDanger? danger = null;
        for (var hour = 0; hour < 6; hour++)
        {
            (state, danger) = FireWeather.Next(state, DryNoon, Cured);
        }

        Assert.True(danger!.Value.GrassFireIndex >= 30, $"{danger}");
        Assert.Equal(0, FireWeather.Next(state, DryNoon, Cured with { Curing = 15 }).Danger!.Value.GrassFireIndex);
    }

    [Fact]
    public void Five_dry_hours_end_a_rain()
    {
        var rain = default(RainMemory).BeginHour(2).EndHour(2);
        for (var hour = 1; hour <= 4; hour++)
        {
            rain = rain.BeginHour(0).EndHour(0);
            Assert.Equal(new RainMemory(2, hour), rain);
        }

        Assert.Equal(default, rain.BeginHour(0));
    }

    private static double Cell(TableReader table, int column)
    {
        Assert.Equal(CellKind.Number, table.Row.Number(column, out var number));
        return number;
    }
}
