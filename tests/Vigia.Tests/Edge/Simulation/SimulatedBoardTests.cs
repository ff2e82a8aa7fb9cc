using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation;
using Vigia.Edge.Simulation.Electronics;
using Vigia.Edge.Simulation.Scenarios;

namespace Vigia.Tests.Edge.Simulation;

/// <summary>The shipped drivers on models of their chips: what comes out is what the world has.</summary>
public sealed class SimulatedBoardTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Nodes => [.. SimulatedBench.Nodes];

    [Theory]
    [MemberData(nameof(Nodes))]
    public void Every_sensor_of_the_demo_farm_answers(string node)
    {
        var bench = new SimulatedBench();
        var sensors = bench.Open(node);
        SimulatedBench.Values(sensors);
        bench.Time.Advance(TenSeconds);

        var values = SimulatedBench.Values(sensors);

        Assert.All(SimulatedBench.SensorsOf(node).SelectMany(s => s.Points), p => AssertTold(p, values));
    }

    [Fact]
    public void The_greenhouse_says_what_its_air_and_beds_are()
    {
        var bench = new SimulatedBench();
        var values = SimulatedBench.Values(bench.Open("inv-2"));

        var (air, soil) = bench.Farm.World.See((farm, _) => (farm.Greenhouses[1].Air, farm.Greenhouses[1].Soil.At(2)));
        Assert.Equal(air.Celsius, values["temperature"], 2);
        Assert.Equal(air.Humidity, values["humidity"], 2);
        Assert.Equal(soil, values["soil_moisture-3"], 4);
        Assert.Equal(0, values["state-valve"]);
    }

    [Fact]
    public void The_barn_says_what_its_pigs_breathe()
    {
        var bench = new SimulatedBench();
        var sensors = bench.Open("cerdos-1");
        SimulatedBench.Values(sensors);
        bench.Time.Advance(TenSeconds);

        var values = SimulatedBench.Values(sensors);

        Assert.Equal(bench.Farm.World.See((farm, _) => farm.Barn.Co2), values["co2"], 0);
        Assert.Equal(bench.Farm.World.See((farm, _) => farm.Barn.Ammonia), values["gas_ratio-nh3"], 2);
        Assert.Equal((1, 1), (values["state-fan"], values["state-mains"]));
    }

    [Fact]
    public void The_pump_says_what_it_gives_and_draws()
    {
        var bench = new SimulatedBench(o => o with { Scenario = ScenarioBook.Find("dry-pump") });
        var sensors = bench.Open("bomba-1");
        Turn(sensors);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        Turn(sensors);
        bench.Time.Advance(TenSeconds);

        var values = Turn(sensors);

        Assert.Equal(0.75, values["flow"], 0.02);
        Assert.InRange(values["volume"], 7.4, 8.5);
        Assert.Equal(8.2, values["current"], 0.1);
        Assert.Equal(1, values["state-pump"]);
        Assert.InRange(values["level-tank"], 0.5, 0.6);
    }

    [Fact]
    public void Every_i2c_chip_of_the_catalog_has_a_model()
    {
        var chips = SensorCatalog.Chips.Where(c => c.Connection is OnI2c).Select(c => c.Name);

        Assert.Equal(chips.Order(), SimulatedBoard.Models.Keys.Order());
    }

    [Fact]
    public void A_probe_that_was_without_power_says_so_and_then_measures()
    {
        var plan = ElectronicsPlan.Ideal with { BrownOuts = 24, BrownOut = TimeSpan.FromMinutes(5) };
        var bench = new SimulatedBench(o => o with { Electronics = plan });
        var motor = bench.Open("bomba-1")["motor"].Sensor;
        var said = new List<string>();
        for (var i = 0; i < 400; i++)
        {
            bench.Time.Advance(TenSeconds);
            said.Add(motor.Measure().Fault?.ToString() ?? "good");
        }

        Assert.Equal(["NoAnswer", "PowerLost", "good"], said.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("good", said[said.IndexOf("PowerLost") + 1]);
    }

    [Fact]
    public void Noise_on_the_cable_spoils_one_answer_an_hour_and_the_next_is_good()
    {
        var noisy = new ChipPlan(1, ChipPlan.Ideal.Noise, ChipPlan.Ideal.Drift);
        var chips = new Dictionary<string, ChipPlan>
        {
            ["sht3x"] = noisy,
            ["ds18b20"] = noisy,
            ["scd4x"] = noisy,
        };
        var bench = new SimulatedBench(o => o with { Electronics = ElectronicsPlan.Ideal with { Chips = chips } });
        var air = bench.Open("galpon-1")["air"].Sensor;
        var heap = bench.Open("galpon-1")["first-heap"].Sensor;
        var (airFaults, heapFaults) = (0, 0);
        for (var i = 0; i < 10 * 360; i++)
        {
            bench.Time.Advance(TenSeconds);
            airFaults += air.Measure().Fault == SensorFault.BadChecksum ? 1 : 0;
            heapFaults += heap.Measure().Fault == SensorFault.BadChecksum ? 1 : 0;
        }

        Assert.InRange(airFaults, 9, 13);
        Assert.InRange(heapFaults, 9, 13);
    }

    [Fact]
    public void The_ordinary_electronics_stay_close_to_the_truth()
    {
        var bench = new SimulatedBench(o => o with { Scenario = ScenarioBook.Find("calm") });
        var sensors = bench.Open("inv-1");
        for (var i = 0; i < 200; i++)
        {
            bench.Time.Advance(TenSeconds);
            var values = Turn(sensors);
            var (air, soil) = bench.Farm.World.See(
                (farm, _) => (farm.Greenhouses[0].Air, farm.Greenhouses[0].Soil.At(0))
            );
            Assert.Equal(air.Celsius, values.GetValueOrDefault("temperature", air.Celsius), 0.2);
            Assert.Equal(soil, values.GetValueOrDefault("soil_moisture-1", soil), 0.002);
        }
    }

    private static void AssertTold(PointLine point, Dictionary<string, double> values)
    {
        if (point.Name is { } name)
        {
            Assert.True(values.ContainsKey(name), $"{name} said nothing");
            Assert.True(double.IsFinite(values[name]), $"{name} is {values[name]}");
        }
    }

    // Whatever answers: a chip may be disturbed.
    private static Dictionary<string, double> Turn(Dictionary<string, (SensorLine Line, ISensor Sensor)> sensors)
    {
        var values = new Dictionary<string, double>();
        foreach (var (line, sensor) in sensors.Values)
        {
            foreach (var (sample, point) in sensor.Measure().Samples.Zip(line.Points))
            {
                values[point.Name ?? point.Output.Name] = sample.Value;
            }
        }

        return values;
    }
}
