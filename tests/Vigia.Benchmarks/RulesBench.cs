using System.Globalization;
using Vigia.Server.Farm;
using Vigia.Wire;

namespace Vigia.Benchmarks;

/// <summary>
/// CPU and allocated bytes a reading through the rules: of a point with five rules, of the demonstration's nodes on a quiet day,
/// and of farms of 10 and of 200 zones; and what ticks and saving states add to it.
/// </summary>
internal static class RulesBench
{
    private const string FiveRules = """
        site: demo
        zones: [{ name: galpon, kind: warehouse }]
        nodes: [{ name: g-1, zone: galpon }]
        rules:
          - { name: hot, zone: galpon, point: air, above: 38, clear: 36, for: 2m }
          - { name: cold, zone: galpon, point: air, below: 8, clear: 10, for: 5m }
          - { name: rising, zone: galpon, point: air, rate_over: 5m, above: 0.5, clear: 0.2 }
          - { name: band, zone: galpon, point: air, outside: { low: 5, high: 42 }, schedule: { hours: 06:00-18:00 } }
          - { name: still, zone: galpon, point: air, change_over: 6h, below: 0.02, clear: 0.1 }
        """;

    private static readonly Dictionary<string, Reading[]> Sweeps = new()
    {
        ["inv-1"] = [Cel("temperature", 30), new("humidity", "%RH", 60), Soil(1), Soil(2), Soil(3)],
        ["cerdos-1"] = [Cel("temperature", 27), new("humidity", "%RH", 70), new("co2", "ppm", 900)],
        ["bomba-1"] = [new("flow", "l/s", 0.5), new("state-pump", "boolean", 1), new("level-tank", "/", 0.8)],
        ["fuego-1"] = [Cel("temperature", 33), Cel("temperature-2", 33), new("gas_ratio-smoke", "/", 1)],
        ["nobody"] = [Cel("unwatched", 20), new("humidity", "%RH", 60)],
    };

    public static int Run(string[] args)
    {
        var readings = args is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 1_000_000;
        var only = args is [_, var word] ? word : "";
        Tell(only, "one point, five rules", FiveRules, ["g-1"], [Cel("air", 27)], readings);
        foreach (var (node, sweep) in Sweeps)
        {
            Tell(only, $"the demonstration's {node}", FarmFile.DemoText(), [node], sweep, readings / 2);
        }

        foreach (var zones in (int[])[10, 200])
        {
            string[] nodes = [.. Enumerable.Range(0, zones).Select(i => $"n-{i}")];
            Tell(only, $"greenhouses, {zones}", Greenhouses(zones), nodes, Sweeps["inv-1"], readings);
        }

        return 0;
    }

    private static void Tell(string only, string what, string farm, string[] nodes, Reading[] sweep, int readings)
    {
        if (!what.Contains(only, StringComparison.Ordinal))
        {
            return;
        }

        RulesRun.Of(farm, nodes, sweep, readings / 2);
        var run = RulesRun.Of(farm, nodes, sweep, readings);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -28} {run.Micros, 6:0.00} us {run.Bytes, 6:0} B a reading, {run.Rules:0.0} rules; a tick {run.TickMicros, 5:0} us, {run.States, 4} states saved in {run.SaveMicros:0} us each"
            )
        );
    }

    private static string Greenhouses(int zones)
    {
        var numbers = Enumerable.Range(0, zones).ToArray();
        var zoneLines = string.Join('\n', numbers.Select(i => $"  - {{ name: z-{i}, kind: greenhouse }}"));
        var nodeLines = string.Join('\n', numbers.Select(i => $"  - {{ name: n-{i}, zone: z-{i} }}"));
        return $"site: demo\nzones:\n{zoneLines}\nnodes:\n{nodeLines}\n";
    }

    private static Reading Cel(string point, double value) => new(point, "Cel", value);

    private static Reading Soil(int probe) => new($"soil_moisture-{probe}", "/", 0.25);
}
