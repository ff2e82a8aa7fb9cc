using System.Text.Json;
using Vigia.Edge;
using Vigia.Edge.Cli;
using Vigia.Edge.Simulation.Scenarios;
using Vigia.Tests.Edge.NodeFile;

namespace Vigia.Tests.Edge.Simulation;

/// <summary>The whole agent in a farm that is faster than the machine, or whose power fails; nobody at the other end.</summary>
public sealed class FastFarmTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("farm");
    private readonly NodeFolder node = new(NodeFolder.Good.Replace("1883", "1", StringComparison.Ordinal));
    private readonly StringWriter output = new();

    public void Dispose()
    {
        data.Delete(recursive: true);
        node.Dispose();
    }

    [Theory]
    [InlineData(60)]
    [InlineData(600)]
    public async Task A_fast_farm_is_sampled_in_its_own_time_and_no_chip_is_too_slow(double speed)
    {
        var origin = DateTimeOffset.UtcNow;

        await Simulate(
            new SimulationOptions(1, null, null, null, TimeSpan.FromSeconds(2), false)
            {
                Speed = speed,
                Origin = origin,
            }
        );

        var readings = Packs().SelectMany(p => p.GetProperty("v").EnumerateArray()).ToList();
        Assert.All(readings, r => Assert.Equal(JsonValueKind.Number, r.ValueKind));
        var interval = TimeSpan.FromSeconds(5);
        Assert.InRange(readings.Count / 2, 1, (2.5 * speed / interval.TotalSeconds) + 1);
        Assert.True(readings.Count / 2 > speed / interval.TotalSeconds / 4, $"{readings.Count} readings");
    }

    [Fact]
    public async Task A_node_without_power_says_nothing_and_begins_anew_when_it_is_back()
    {
        // Its battery lasts 4 s, because nobody takes what it has.
        var (after, lasts) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        var scenario = new Scenario("test", [new FarmEvent(Happening.NodeDown, "inv1", after, lasts)]);
        var every = TimeSpan.FromMilliseconds(50);

        await Simulate(
            new SimulationOptions(1, every, null, null, TimeSpan.FromSeconds(7), false) { Scenario = scenario }
        );

        var boots = Packs().GroupBy(p => p.GetProperty("boot").GetString()).ToList();
        Assert.Equal(2, boots.Count);
        Assert.All(
            boots,
            b => Assert.Equal(Enumerable.Range(0, b.Count()), b.Select(p => p.GetProperty("seq").GetInt32()))
        );
        var packs = Packs().Count;
        Assert.Equal($"sampled {packs}, held {packs}", output.ToString().Trim());
    }

    private Task<int> Simulate(SimulationOptions simulation)
    {
        var options = new AgentOptions([node.File], data.FullName, Ledger, 0.1, simulation)
        {
            RuntimeDirectory = Path.Combine(data.FullName, "run"),
            Drain = TimeSpan.FromMilliseconds(100),
        };
        return new AgentHost(options, new TextsEn(), output, TextWriter.Null).RunAsync().WaitAsync(Patience);
    }

    private string Ledger => Path.Combine(data.FullName, "ledger.jsonl");

    private List<JsonElement> Packs() =>
        [.. File.ReadAllLines(Ledger).Select(line => JsonDocument.Parse(line).RootElement.Clone())];
}
