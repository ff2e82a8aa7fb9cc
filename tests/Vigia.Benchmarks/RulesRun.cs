using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Benchmarks;

/// <summary>Sweeps of a farm's nodes, in turn, each every 5 s of the farm's time, through the service's judge.</summary>
/// <param name="Micros">CPU of the whole process, its garbage collection with it, a reading.</param>
/// <param name="Kept">CPU of what the service does beside it, a reading: a tick each second, and the states into the store.</param>
internal readonly record struct RulesRun(double Micros, double Bytes, double Kept)
{
    private const int TicksASweep = 5;

    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public static RulesRun Of(string farm, string[] nodes, Reading[] sweep, int readings)
    {
        var (plan, errors) = FarmFile.Parse(farm, "farm.yaml");
        if (plan is null)
        {
            throw new InvalidOperationException(string.Join('\n', errors));
        }

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
        var rows = nodes.Select(node => RowOf(plan, node)).ToArray();
        var pack = new Pack();
        pack.Readings.AddRange(sweep);
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var begun = Environment.CpuUsage.TotalTime;
        var said = 0;
        var time = Morning;
        for (; said < readings; time += Interval)
        {
            Vary(pack, sweep, said);
            foreach (var row in rows)
            {
                judge.Judge(row with { TimeMs = time.ToUnixTimeMilliseconds() }, pack, time);
                said += sweep.Length;
            }
        }

        var cpu = Environment.CpuUsage.TotalTime - begun;
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        var run = new RulesRun(
            cpu.TotalMicroseconds / said,
            (double)bytes / said,
            KeptOf(judge, store, time) / (nodes.Length * sweep.Length)
        );
        folder.Delete(recursive: true);
        return run;
    }

    // Microseconds of a sweep's part of it: all states are written once every so many sweeps.
    private static double KeptOf(RuleJudge judge, AlertStore store, DateTimeOffset time)
    {
        const int Times = 20;
        var begun = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Times * TicksASweep; i++)
        {
            judge.Tick(time.AddSeconds(i));
        }

        var ticks = (Environment.CpuUsage.TotalTime - begun).TotalMicroseconds / Times;
        begun = Environment.CpuUsage.TotalTime;
        store.TryWrite("the benchmark's", judge.Unsaved.WriteTo);
        var write = (Environment.CpuUsage.TotalTime - begun).TotalMicroseconds;
        judge.Saved();
        return ticks + (write * (Interval / RulesOptions.Default.SaveEvery));
    }

    // A day of small changes: nothing is stuck, nothing alarms.
    private static void Vary(Pack pack, Reading[] sweep, int said)
    {
        for (var i = 0; i < sweep.Length; i++)
        {
            var value = sweep[i].Value!.Value;
            pack.Readings[i] = sweep[i] with
            {
                Value = value is 0 or 1 ? value : value * (1 + (0.01 * Math.Sin(said / 1000.0))),
            };
        }
    }

    private static LedgerRow RowOf(FarmPlan plan, string node) =>
        new(1, node, new BootId(7), 1, false, 0, 0, ClockQuality.Ntp, false, plan.ZoneOf(node), []);

    private static RuleJudge JudgeOf(FarmPlan plan, AlertStore store, string folder)
    {
        var clocks = new ServerClocks(TimeProvider.System, TimeProvider.System);
        var register = new PlanNodes(plan);
        var watch = new NodeWatch(register, clocks);
        var incidents = new Incidents(new AlertTexts(plan), store, clocks);
        var silence = new SilenceJudge(watch, register, plan, new ServerOptions("demo", folder), incidents);
        return new RuleJudge(new RuleBook(plan), incidents, silence, watch, store, Lateness.Of(speed: 1));
    }

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
