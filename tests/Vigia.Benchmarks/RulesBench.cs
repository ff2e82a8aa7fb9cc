using System.Globalization;
using Vigia.Server.Farm;
using Vigia.Wire;

namespace Vigia.Benchmarks;

/// <summary>
/// CPU and allocated bytes a reading through the rules: of a point with five rules, of the demonstration's nodes on a quiet day,
/// of a zone among ever more others, and of one with ever more rules; and what ticks and saving states add to it.
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
        ["inv-1"] = [Cel("temperature", 27), new("humidity", "%RH", 60), Soil(1), Soil(2), Soil(3)],
        ["cerdos-1"] = [Cel("temperature", 27), new("humidity", "%RH", 70), new("co2", "ppm", 900)],
        ["bomba-1"] = [new("flow", "l/s", 0.5), new("state-pump", "boolean", 1), new("level-tank", "/", 0.8)],
        ["fuego-1"] = [Cel("temperature", 33), Cel("temperature-2", 33), new("gas_ratio-smoke", "/", 1)],
        ["nobody"] = [Cel("unwatched", 20), new("humidity", "%RH", 60)],
    };

    public static int Run(string[] args)
    {
        var readings = args is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 1_000_000;
        var only = args is [_, var word] ? word : "";
        Console.WriteLine(
            "                              us a reading           a reading          us a    states,"
                + "\n                             least   median    bytes     rules        tick    us to save one"
        );
        Tell(only, "one point, five rules", FiveRules, ["g-1"], [Cel("air", 27)], readings);
        foreach (var (node, sweep) in Sweeps)
        {
            Tell(only, $"the demonstration's {node}", FarmFile.DemoText(), [node], sweep, readings);
        }

        // The same zone with ever more others, and with ever more rules.
        foreach (var zones in (int[])[1, 10, 50, 200, 500])
        {
            Tell(only, $"greenhouses, {zones}", Greenhouses(zones), Nodes(zones), Sweeps["inv-1"], readings);
        }

        foreach (var rules in (int[])[1, 5, 20, 80])
        {
            Tell(only, $"2 zones of {rules} rules each", Warehouses(rules), Nodes(2), [Cel("air", 27)], readings);
        }

        return 0;
    }

    private static void Tell(string only, string what, string farm, string[] nodes, Reading[] sweep, int readings)
    {
        if (!what.Contains(only, StringComparison.Ordinal))
        {
            return;
        }

        var run = RulesRun.Of(farm, nodes, sweep, readings);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -26} {run.Least, 7:0.00} {run.Median, 8:0.00} {run.Bytes, 8:0} {run.Rules, 9:0.0} {run.TickMicros, 11:0.0} {run.States, 10} {run.SaveMicros, 5:0}"
            )
        );
    }

    private static string[] Nodes(int zones) => [.. Enumerable.Range(0, zones).Select(i => $"n-{i}")];

    private static string Greenhouses(int zones) => Farm(zones, "greenhouse");

    private static string Warehouses(int rules)
    {
        var lines =
            from rule in Enumerable.Range(0, rules)
            from zone in Enumerable.Range(0, 2)
            select $"  - {{ name: r-{rule}-{zone}, zone: z-{zone}, point: air, above: {40 + rule}, for: 2m }}";
        return $"{Farm(2, "warehouse")}rules:\n{string.Join('\n', lines)}\n";
    }

    private static string Farm(int zones, string kind)
    {
        var numbers = Enumerable.Range(0, zones).ToArray();
        var zoneLines = string.Join('\n', numbers.Select(i => $"  - {{ name: z-{i}, kind: {kind} }}"));
        var nodeLines = string.Join('\n', numbers.Select(i => $"  - {{ name: n-{i}, zone: z-{i} }}"));
        return $"site: demo\nzones:\n{zoneLines}\nnodes:\n{nodeLines}\n";
    }

    private static Reading Cel(string point, double value) => new(point, "Cel", value);

    private static Reading Soil(int probe) => new($"soil_moisture-{probe}", "/", 0.22);
}
