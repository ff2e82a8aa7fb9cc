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
}
