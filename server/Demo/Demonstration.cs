using System.Globalization;
using Vigia.Server.Cli;
using Vigia.Server.Clock;
using Vigia.Server.Farm;
using Vigia.Server.Ingest;
using Vigia.Server.Ingest.Listener;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;
using Vigia.Wire;

namespace Vigia.Server.Demo;

/// <summary>Why a demonstration came to its end.</summary>
internal enum DemoEnd
{
    Asked,
    TimeIsOver,
    AgentDied,
}

/// <summary>The service in a folder of its own, and the shipped agent with all simulated nodes beside it.</summary>
internal sealed class Demonstration(DemoOptions options, DemoFolder folder, Texts texts)
{
    /// <summary>What the nodes may take to send what they still hold, and the program to end.</summary>
    private static readonly TimeSpan DrainsWithin = TimeSpan.FromSeconds(10 + 5);

    // A signal from the terminal reaches both programs; the agent may be the first to end.
    private static readonly TimeSpan SignalSpread = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FollowersCatchUp = TimeSpan.FromSeconds(10);

    // When both programs are up: however fast it runs, the farm's time begins with its nodes.
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(3);

    private readonly DateTimeOffset origin =
        TimeProvider.System.GetUtcNow() + (options.Speed > 1 ? StartsWithin : TimeSpan.Zero);

    public async Task<int> RunAsync(CancellationToken stop)
    {
        DemoEnd end;
        var server = ServerOptions();
        ServerPorts.Check(server, texts);
        var nodes = DemoFarm.LayOut(folder.Path, options.Mqtt, options.Farm);
        await using (var host = ServerHost.Build(server, texts))
        {
            var visitor = Visitor.SignUp(host.Services.GetRequiredService<Accounts>());
            await host.StartAsync(texts, stop);
            await using var agent = AgentProcess.Start(folder, AgentWords(nodes), texts);
            SayBeginning(visitor, host.Services.GetRequiredService<FarmBook>().Plan.UtcOffset);

            using var telling = new CancellationTokenSource();
            var chronicle = new Chronicle(host.Services, texts);
            var told = chronicle.TellAsync(telling.Token);
            await using var silence = new Timer(_ => host.Services.GetRequiredService<NodeWatch>().StopListening());
            silence.Change(options.For ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            end = await EndAsync(agent, stop);
            await agent.EndAsync();
            if (end == DemoEnd.TimeIsOver)
            {
                await new Followers(host.Services).CatchUpAsync(FollowersCatchUp, stop);
            }

            await telling.CancelAsync();
            await told;
            chronicle.TellNews();
            if (end == DemoEnd.AgentDied)
            {
                throw await DeathAsync(agent);
            }
        }

        return end == DemoEnd.TimeIsOver ? Close() : ExitCode.Good;
    }

    private int Close()
    {
        var tally = Tally.Count(folder);
        Console.WriteLine(tally);
        return tally.Lost == 0 ? ExitCode.Good : ExitCode.Wrong;
    }

    private async Task<DemoEnd> EndAsync(AgentProcess agent, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (options.For is { } time)
        {
            over.CancelAfter(time + DrainsWithin);
        }

        try
        {
            await agent.EndedAsync(over.Token);
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested ? DemoEnd.Asked : DemoEnd.TimeIsOver;
        }

        return agent.ExitCode == ExitCode.Good && options.For is not null ? DemoEnd.TimeIsOver
            : await IsAskedAsync(stop) ? DemoEnd.Asked
            : DemoEnd.AgentDied;
    }

    private static async Task<bool> IsAskedAsync(CancellationToken stop)
    {
        await Task.Delay(SignalSpread, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        return stop.IsCancellationRequested;
    }

    // What a person typed wrong is said by the agent, in its last words.
    private async Task<PlainWords> DeathAsync(AgentProcess agent)
    {
        var words = await agent.LastWordsAsync();
        return agent.ExitCode == ExitCode.Usage
            ? new PlainWords(words)
            : new PlainWords(texts.DemoAgentDied(agent.ExitCode, words), ExitCode.Wrong);
    }

    private ServeOptions ServerOptions() =>
        new(
            folder.Path,
            "demo",
            new ListenerOptions { Plain = options.Mqtt },
            Broker: null,
            options.Influx,
            options.Http,
            new IngestOptions { ReserveBytes = 64 * 1024 * 1024 },
            // Server and nodes share this machine's clock: whatever it shows, they agree.
            new ClockOptions(ClockQuality.Ntp, World: new WorldTime(TimeProvider.System, origin, options.Speed)),
            Settings.TimerScale
        )
        {
            LeastLogged = LogLevel.Warning,
            Sms = options.Sms,
        };

    private List<string> AgentWords(IReadOnlyList<string> nodeFiles)
    {
        Directory.CreateDirectory(folder.Sampled);
        List<string> words =
        [
            .. nodeFiles,
            "--ledger",
            Path.Combine(folder.Sampled, "{node}.jsonl"),
            "--seed",
            Number(options.Seed),
            "--origin",
            Number(origin.ToUnixTimeMilliseconds()),
            "--speed",
            Number(options.Speed),
            "--scenario",
            options.Scenario.Name,
        ];
        Add("--weather", options.Weather);
        Add("--electronics", options.Electronics);
        Add("--for", options.For is { } time ? Number(time.TotalMilliseconds) + "ms" : null);
        return words;

        void Add(string option, string? value)
        {
            if (value is not null)
            {
                words.AddRange([option, value]);
            }
        }
    }

    private void SayBeginning(Visitor visitor, TimeSpan farmClock)
    {
        Console.WriteLine(texts.DemoBegins($"{options.Http}", $"{options.Mqtt}", folder.Path));
        Console.WriteLine(texts.DemoSignIn(visitor.Name, visitor.Password));
        Console.WriteLine(texts.DemoScenario(options.Scenario.Name, options.Scenario.Title.In(texts.Language)));
        foreach (var (after, what) in options.Scenario.Events)
        {
            var time = (origin + after).ToOffset(farmClock).ToString("HH:mm", CultureInfo.InvariantCulture);
            Console.WriteLine(texts.DemoWillHappen(time, what.In(texts.Language)));
        }
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
