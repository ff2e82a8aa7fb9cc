using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Vigia.Edge.Cli;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Outbox;
using Vigia.Edge.Simulation;
using Vigia.Edge.Systemd;
using Vigia.Wire;

namespace Vigia.Edge;

/// <summary>The process around the nodes: configuration first, then logging, the nodes, and systemd's watchdog.</summary>
internal sealed class AgentHost(AgentOptions options, Texts texts, TextWriter output, TextWriter errors)
{
    // The uplink takes at most 4 s to part from its server.
    private static readonly TimeSpan CleanEnd = TimeSpan.FromSeconds(4.8);

    /// <summary>Until a signal, or the simulation's end. Expected trouble is one sentence, and the exit code.</summary>
    public async Task<int> RunAsync()
    {
        if (ReadNodes() is not { } nodes)
        {
            return ExitCode.Wrong;
        }

        try
        {
            using var host = Build(nodes);
            var service = host.Services.GetRequiredService<AgentService>();
            await host.RunAsync();
            return service.ExecuteTask is { IsFaulted: true } ? ExitCode.Wrong : ExitCode.Good;
        }
        catch (OutboxInUseException)
        {
            errors.WriteLine(texts.InUse(options.Data));
            return ExitCode.Wrong;
        }
        catch (Exception trouble)
        {
            errors.WriteLine(texts.Failed(trouble.Message.ReplaceLineEndings(" ")));
            return ExitCode.Wrong;
        }
    }

    private List<NodeConfig>? ReadNodes()
    {
        var reader = new NodeFiles(texts);
        var nodes = options.NodeFiles.Select(file => reader.TryRead(file, errors)).ToList();
        if (nodes.Contains(null))
        {
            return null;
        }

        var good = nodes.OfType<NodeConfig>().ToList();
        var twice = good.CountBy(n => Topics.ClientId(n.Site, n.Node)).FirstOrDefault(n => n.Value > 1).Key;
        if (twice is not null)
        {
            errors.WriteLine(texts.SameNodeTwice(twice));
        }

        return twice is null ? good : null;
    }

    private IHost Build(List<NodeConfig> nodes)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSystemd();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = CleanEnd);
        AddLogging(builder.Logging);
        builder.Services.AddSingleton(services => ServiceOf(nodes, services));
        builder.Services.AddHostedService(services => services.GetRequiredService<AgentService>());
        builder.Services.AddHostedService(_ => new Watchdog(new SystemdNotifier(), TimeProvider.System));
        return builder.Build();
    }

    // All of it to the error stream: the other one is for what a simulation answers.
    private static void AddLogging(ILoggingBuilder logging)
    {
        var journal = SystemdHelpers.IsSystemdService();
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.Services.AddSingleton<ConsoleFormatter>(new OneLineFormatter(TimeProvider.System, journal));
        logging.AddConsole(console =>
        {
            console.FormatterName = OneLineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
    }

    private AgentService ServiceOf(List<NodeConfig> nodes, IServiceProvider services)
    {
        var loggers = services.GetRequiredService<ILoggerFactory>();
        var farm = options.Simulation is { } simulation
            ? new SimulatedFarm(simulation, TimeProvider.System, loggers.CreateLogger<FarmWorld>())
            : null;
        var composed = nodes.Select(node =>
            new NodeComposition(node, options, farm, Named(loggers, node)).ComposeNode()
        );
        return new AgentService(
            [.. composed],
            options,
            texts,
            output,
            services.GetRequiredService<IHostApplicationLifetime>(),
            services.GetRequiredService<ILogger<AgentService>>()
        );
    }

    private static NodeLoggers Named(ILoggerFactory loggers, NodeConfig node) =>
        new(loggers, Topics.ClientId(node.Site, node.Node));
}
