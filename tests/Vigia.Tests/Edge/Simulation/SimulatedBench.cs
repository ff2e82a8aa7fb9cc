using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Edge.Cli;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Sensors;
using Vigia.Edge.Simulation;
using Vigia.Tests.Edge.NodeFile;
using Vigia.Tests.Repository;

namespace Vigia.Tests.Edge.Simulation;

/// <summary>The demo farm's nodes as they are shipped, on simulated boards, in a time that passes only when somebody lets it.</summary>
internal sealed class SimulatedBench
{
    public static readonly string[] Nodes =
    [
        "inv-1",
        "inv-2",
        "cerdos-1",
        "bomba-1",
        "fuego-1",
        "fuego-2",
        "fuego-3",
        "galpon-1",
        "clima-1",
    ];

    public SimulatedBench(Func<SimulationOptions, SimulationOptions>? with = null, DateTimeOffset? from = null)
    {
        Time = new FakeTimeProvider(from ?? FarmWeek.Morning);
        var ordinary = SimulationOptions.Ordinary(null);
        Farm = new SimulatedFarm(with?.Invoke(ordinary) ?? ordinary, Time, NullLogger.Instance, Time.Advance);
    }

    public FakeTimeProvider Time { get; }

    public SimulatedFarm Farm { get; }

    public static IReadOnlyList<SensorLine> SensorsOf(string node)
    {
        var body = Checkout.Read($"server/Demo/Farm/{node}.yaml");
        var header =
            $"site: demo\nnode: {node}\nserver: {{ id: s1, host: 127.0.0.1, tls: false }}\nsecret: node.secret\n";
        using var folder = new NodeFolder(header + body);
        var (config, findings) = NodeFileReader.Read(folder.File);
        Assert.Empty(findings);
        return config!.Sensors;
    }

    public Dictionary<string, (SensorLine Line, ISensor Sensor)> Open(string node)
    {
        var lines = SensorsOf(node);
        var board = new SimulatedBoard(node, lines, Farm);
        return lines.ToDictionary(l => l.Name, l => (l, l.Chip.Open(board, l, Farm.SensorTime)));
    }

    /// <summary>Values by point, of sensors that all answered well.</summary>
    public static Dictionary<string, double> Values(Dictionary<string, (SensorLine Line, ISensor Sensor)> sensors)
    {
        var values = new Dictionary<string, double>();
        foreach (var (name, (line, sensor)) in sensors)
        {
            var measured = sensor.Measure();
            Assert.True(measured.Fault is null, $"{name}: {measured.Fault}");
            foreach (var (sample, point) in measured.Samples.Zip(line.Points))
            {
                Assert.True(sample.Fault is null, $"{point.Name}: {sample.Fault}");
                values[point.Name ?? point.Output.Name] = sample.Value;
            }
        }

        return values;
    }
}
