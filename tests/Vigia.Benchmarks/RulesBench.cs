using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Benchmarks;

/// <summary>Rows a second, and bytes a reading, through the rules of the demonstration's farm on a quiet day; no file is written.</summary>
internal static class RulesBench
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

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
        var sweeps = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 20_000;
        foreach (var (node, readings) in Sweeps)
        {
            var plan = FarmFile.Parse(FarmFile.DemoText(), "demo.yaml").Plan!;
            Measure(plan, node, readings, sweeps / 10);
            var (rows, bytes) = Measure(plan, node, readings, sweeps);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{node}: {rows:0} rows/s, {1e6 / rows / readings.Length:0.00} us and {bytes / readings.Length:0} B a reading"
                )
            );
        }

        return 0;
    }

    private static (double Rows, double Bytes) Measure(FarmPlan plan, string node, Reading[] readings, int sweeps)
    {
        var folder = Directory.CreateTempSubdirectory("vigia-rules-");
        using var store = new AlertStore(
            folder.FullName,
            AlertStoreOptions.Default with
            {
                ReserveBytes = 4096,
            },
            TimeProvider.System,
            NullLogger<AlertStore>.Instance
        );
        var judge = JudgeOf(plan, store, folder.FullName);
        var pack = new Pack();
        pack.Readings.AddRange(readings);
        var row = new LedgerRow(1, node, new BootId(7), 1, false, 0, 0, ClockQuality.Ntp, false, plan.ZoneOf(node), []);
        var begun = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < sweeps; i++)
        {
            var now = Morning.AddSeconds(i * 5);
            judge.Judge(row with { TimeMs = now.ToUnixTimeMilliseconds() }, pack, now);
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        var time = Stopwatch.GetElapsedTime(begun);
        folder.Delete(recursive: true);
        return (sweeps / time.TotalSeconds, (double)bytes / sweeps);
    }

    private static RuleJudge JudgeOf(FarmPlan plan, AlertStore store, string folder)
    {
        var clocks = new ServerClocks(TimeProvider.System, TimeProvider.System);
        var register = new PlanNodes(plan);
        var watch = new NodeWatch(register, clocks);
        var incidents = new Incidents(new AlertTexts(plan), store, clocks);
        var silence = new SilenceJudge(watch, register, plan, new ServerOptions("demo", folder), incidents);
        return new RuleJudge(new RuleBook(plan), incidents, silence, watch, store, Lateness.Of(speed: 1));
    }

    private static Reading Cel(string point, double value) => new(point, "Cel", value);

    private static Reading Soil(int probe) => new($"soil_moisture-{probe}", "/", 0.25);

    private sealed class PlanNodes(FarmPlan plan) : INodeRegister
    {
        public bool Verify(string user, ReadOnlySpan<byte> secret, out string node)
        {
            node = user;
            return true;
        }

        public string? ZoneOf(string node) => plan.ZoneOf(node);

        public bool Knows(string node) => true;
    }
}
