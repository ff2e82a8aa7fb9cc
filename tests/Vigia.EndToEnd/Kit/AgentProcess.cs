using Vigia.EndToEnd.Kit.Proof;

namespace Vigia.EndToEnd.Kit;

/// <summary>How a <c>vigia-edge simulate</c> is to be started.</summary>
internal sealed record AgentPlan(
    string Node,
    string NodeFile,
    string DataFolder,
    string RuntimeFolder,
    string LedgerPath,
    string ClockFile,
    string WorldFile
)
{
    public TimeSpan Every { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The password that <c>vigia node add</c> wrote beside the node file.</summary>
    public string Secret() => File.ReadAllText(Path.ChangeExtension(NodeFile, ".secret")).Trim();

    /// <summary>Samples for so long, then drains and ends.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>Place and count, as <c>edge.after-ready:3</c>.</summary>
    public string? CrashAt { get; init; }

    public double Timers { get; init; } = 0.1;

    /// <summary>Where the changes of output lines are written; null: nowhere.</summary>
    public string? Outputs { get; init; }
}

/// <summary>A real <c>vigia-edge simulate</c> of one node.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    /// <summary>English, and as little compiling as a short life needs.</summary>
    public static readonly IReadOnlyDictionary<string, string> Quiet = new Dictionary<string, string>
    {
        ["LC_ALL"] = "C.UTF-8",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_gcServer"] = "0",
    };

    private AgentProcess(AgentPlan plan, RunningProgram program)
    {
        Plan = plan;
        Program = program;
    }

    public AgentPlan Plan { get; }

    public RunningProgram Program { get; }

    public static AgentProcess Start(AgentPlan plan) =>
        new(
            plan,
            RunningProgram.Start(
                new Launch(
                    $"vigia-edge {plan.Node}",
                    Checkout.Dotnet,
                    [Checkout.AgentProgram, "simulate", plan.NodeFile, .. Arguments(plan)],
                    Surroundings(plan)
                )
            )
        );

    /// <summary>Packs that the referee has seen, of all this node's lives.</summary>
    public long Sampled() => Referee.Count(Plan.LedgerPath);

    public Task SampledAsync(long packs) =>
        Eventually.Until(
            $"{Plan.Node} has sampled {packs} packs",
            () => Sampled() >= packs,
            seen: () => $"{Sampled()}\n{Program.Said.Tail(15)}"
        );

    public ValueTask DisposeAsync() => Program.DisposeAsync();

    private static IEnumerable<string> Arguments(AgentPlan plan)
    {
        string[] always =
        [
            "--data",
            plan.DataFolder,
            "--ledger",
            plan.LedgerPath,
            "--seed",
            $"{Seeds.Seed}",
            "--every",
            Milliseconds(plan.Every),
            "--clock-file",
            plan.ClockFile,
            "--world",
            plan.WorldFile,
        ];
        return always
            .Concat(plan.Outputs is { } outputs ? ["--outputs", outputs] : [])
            .Concat(plan.For is { } time ? ["--for", Milliseconds(time)] : ["--until-stdin-closes"]);
    }

    private static string Milliseconds(TimeSpan time) => $"{time.TotalMilliseconds:0}ms";

    private static Dictionary<string, string> Surroundings(AgentPlan plan)
    {
        var all = new Dictionary<string, string>(Quiet)
        {
            ["VIGIA_EDGE_TIMERS"] = $"{plan.Timers}",
            ["RUNTIME_DIRECTORY"] = plan.RuntimeFolder,
        };
        if (plan.CrashAt is { } place)
        {
            all["VIGIA_CRASH_AT"] = place;
        }

        return all;
    }
}
