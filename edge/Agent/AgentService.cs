using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vigia.Edge.Cli;

namespace Vigia.Edge;

/// <summary>Runs every node of this process until it is told to stop, or for as long as a simulation shall last.</summary>
internal sealed partial class AgentService(
    IReadOnlyList<INode> nodes,
    AgentOptions options,
    Texts texts,
    TextWriter output,
    IHostApplicationLifetime lifetime,
    ILogger<AgentService> logger
) : BackgroundService
{
    private readonly TimeSpan? duration = options.Simulation?.For;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        EndWithStandardInput();
        using var stopSampling = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        if (duration is { } span)
        {
            stopSampling.CancelAfter(span);
        }

        LogStarted(string.Join(", ", nodes.Select(n => n.Name)));
        var drain = duration is null ? TimeSpan.Zero : options.Drain;
        var running = nodes.Select(n => n.RunAsync(drain, stopSampling.Token, stoppingToken)).ToList();
        await foreach (var ended in Task.WhenEach(running))
        {
            await ended;
        }

        if (duration is not null)
        {
            output.WriteLine(texts.Sampled(nodes.Sum(n => n.Sampled), nodes.Sum(n => n.Held)));
            lifetime.StopApplication();
        }
    }

    public override void Dispose()
    {
        foreach (var node in nodes)
        {
            node.Dispose();
        }

        base.Dispose();
    }

    // Whoever started a simulation may die without a word; its end of the pipe closes all the same.
    private void EndWithStandardInput()
    {
        if (options.Simulation is { UntilStdinCloses: true })
        {
            new Thread(ReadToEnd) { IsBackground = true, Name = "stdin" }.Start();
        }
    }

    private void ReadToEnd()
    {
        using var input = Console.OpenStandardInput();
        input.CopyTo(Stream.Null);
        lifetime.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "at work: {Nodes}")]
    private partial void LogStarted(string nodes);
}
