using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Benchmarks;

/// <summary>
/// Sweeps of a farm's nodes, in turn, each every 5 s of the farm's time, through the service's judge. CPU is that of the judging
/// thread, its garbage collections with it: whoever else uses the machine, and compilers in the background, are not counted.
/// </summary>
/// <param name="Least">µs a reading, of the best of <see cref="Parts"/> parts.</param>
/// <param name="Median">µs a reading, of the middle one: parts far from the best say that the machine was busy.</param>
/// <param name="Rules">That look at a reading, on average.</param>
/// <param name="TickMicros">Of a tick, of which there is one a second: the median of 200.</param>
/// <param name="SaveMicros">Of writing a state, which the service does every 30 s.</param>
internal readonly record struct RulesRun(
    double Least,
    double Median,
    double Bytes,
    double Rules,
    double TickMicros,
    double SaveMicros,
    long States
)
{
    private const int Ticks = 200;
    private const int Parts = 15;

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
        var (rounds, time) = (0, Morning);

        void Judge(int many)
        {
            for (var i = 0; i < many; i++, rounds++, time += Interval)
            {
                Vary(pack, sweep, rounds);
                foreach (var row in rows)
                {
                    judge.Judge(row with { TimeMs = time.ToUnixTimeMilliseconds() }, pack, time);
                }
            }
        }

        // Windows are full and code is compiled before anything counts.
        var aPart = Math.Max(1, readings / sweep.Length / nodes.Length / Parts);
        Judge(Math.Max(aPart, WarmUp));
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var micros = new double[Parts];
        for (var part = 0; part < Parts; part++)
        {
            var begun = ThreadTime.Micros;
            Judge(aPart);
            micros[part] = (ThreadTime.Micros - begun) / aPart / nodes.Length / sweep.Length;
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Array.Sort(micros);
        var (tick, save, states) = KeptOf(judge, store, time);
        folder.Delete(recursive: true);
        return new RulesRun(
            micros[0],
            micros[Parts / 2],
            (double)bytes / Parts / aPart / nodes.Length / sweep.Length,
            RulesOf(plan, nodes[0], sweep),
            tick,
            save / Math.Max(1, states),
            states
        );
    }

    // More than the steps a place remembers.
    private const int WarmUp = 300;

    private static (double TickMicros, double SaveMicros, long States) KeptOf(
        RuleJudge judge,
        AlertStore store,
        DateTimeOffset time
    )
    {
        var ticks = new double[Ticks];
        for (var i = 0; i < Ticks; i++)
        {
            var from = ThreadTime.Micros;
            judge.Tick(time.AddMilliseconds(i));
            ticks[i] = ThreadTime.Micros - from;
        }

        Array.Sort(ticks);
        // The second time, as the service does it again and again.
        store.TryWrite("the benchmark's", judge.Unsaved.WriteTo);
        var begun = ThreadTime.Micros;
        store.TryWrite("the benchmark's", judge.Unsaved.WriteTo);
        var write = ThreadTime.Micros - begun;
        judge.Saved();
        return (ticks[Ticks / 2], write, store.Read(db => db.Number("SELECT count(*) FROM rule_state"), 0));
    }

    private static double RulesOf(FarmPlan plan, string node, Reading[] sweep)
    {
        var book = new RuleBook(plan);
        var rules = 0;
        foreach (var reading in sweep)
        {
            rules += book.Of(plan.ZoneOf(node), node, reading.Point).Length;
        }

        return (double)rules / sweep.Length;
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
