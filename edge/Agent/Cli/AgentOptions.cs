using Vigia.Edge.Simulation.Electronics;
using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Scenarios;

namespace Vigia.Edge.Cli;

/// <summary>What the command line and the environment ask for.</summary>
/// <param name="Ledger">May contain <c>{node}</c>.</param>
/// <param name="Timers">Factor on every timer of the protocol.</param>
/// <param name="Simulation">Null when the sensors are real.</param>
internal sealed record AgentOptions(
    IReadOnlyList<string> NodeFiles,
    string Data,
    string? Ledger,
    double Timers,
    SimulationOptions? Simulation
)
{
    /// <summary>Memory that the service manager preserves for us.</summary>
    public string? RuntimeDirectory { get; init; }

    /// <summary>How long the outbox may drain once <c>--for</c> is over.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(10);

    public const string NodePlaceholder = "{node}";
    public const string OrdinaryNodeFile = "/etc/vigia-edge/node.yaml";

    public string? LedgerOf(string node) => Ledger?.Replace(NodePlaceholder, node, StringComparison.Ordinal);
}

/// <param name="Seed">Another number, another weather.</param>
internal sealed record SimulationOptions(
    int Seed,
    TimeSpan? Every,
    string? ClockFile,
    string? WorldFile,
    TimeSpan? For,
    bool UntilStdinCloses
)
{
    public static SimulationOptions Ordinary(string? worldFile) => new(0, null, null, worldFile, null, false);

    /// <summary>Every change of an output line is written there; null: nowhere.</summary>
    public string? OutputsFile { get; init; }

    /// <summary>How much faster than the machine's the farm's time goes.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>When the farm's time was the machine's; null for the start of this process.</summary>
    public DateTimeOffset? Origin { get; init; }

    /// <summary>Null: a bench on which nothing goes wrong by itself.</summary>
    public Scenario? Scenario { get; init; }

    /// <summary>Null: the almanac's.</summary>
    public WeatherRows? Weather { get; init; }

    /// <summary>Null: the ordinary ones with a scenario, ideal ones without.</summary>
    public ElectronicsPlan? Electronics { get; init; }
}
