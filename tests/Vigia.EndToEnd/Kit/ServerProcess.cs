using System.Globalization;
using System.Text.Json;
using Vigia.Wire;

namespace Vigia.EndToEnd.Kit;

/// <summary>How a <c>vigia serve</c> is to be started.</summary>
internal sealed record ServerPlan(string DataFolder, int MqttPort, int HttpPort)
{
    /// <summary>Mosquitto's port, where the server is to connect instead of listening.</summary>
    public int? BrokerPort { get; init; }

    /// <summary>Where <c>vigia node add</c> keeps what the broker has to know.</summary>
    public string BrokerFolder { get; init; } = Path.Combine(DataFolder, "identity", "broker");

    public Uri? Influx { get; init; }

    public string InfluxDatabase { get; init; } = "vigia";

    public string Reserve { get; init; } = "1MB";

    /// <summary>What stands behind the server's clock, as it is told to believe.</summary>
    public string Clock { get; init; } = "ntp";

    public string? ClockFile { get; init; }

    /// <summary>Place and count, as <c>server.before-commit:3</c>.</summary>
    public string? CrashAt { get; init; }

    public double Timers { get; init; } = 0.1;

    /// <summary>Further words of its command line.</summary>
    public IReadOnlyList<string> More { get; init; } = [];
}

/// <summary>A real <c>vigia serve</c>.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly ServerPlan plan;

    private ServerProcess(ServerPlan plan, RunningProgram program)
    {
        this.plan = plan;
        Program = program;
    }

    public RunningProgram Program { get; }

    public static async Task<ServerProcess> StartAsync(ServerPlan plan)
    {
        var program = RunningProgram.Start(
            new Launch(
                "vigia",
                Checkout.Dotnet,
                [Checkout.ServerProgram, "serve", .. Arguments(plan)],
                Surroundings(plan)
            )
        );
        await program.SaysAsync("vigia: ready");
        return new ServerProcess(plan, program);
    }

    /// <summary>One that dies where its plan says, however early: returns when it is dead.</summary>
    public static async Task DiesAsync(ServerPlan plan)
    {
        await using var program = RunningProgram.Start(
            new Launch(
                "vigia",
                Checkout.Dotnet,
                [Checkout.ServerProgram, "serve", .. Arguments(plan)],
                Surroundings(plan)
            )
        );
        await program.CrashesAsync();
    }

    /// <summary>Runs one of the other verbs.</summary>
    public static Task<Transcript> RunAsync(params string[] arguments) =>
        RunningProgram.RunAsync(
            new Launch(
                $"vigia {arguments[0]}",
                Checkout.Dotnet,
                [Checkout.ServerProgram, .. arguments],
                AgentProcess.Quiet
            )
        );

    public async Task<JsonElement> HealthAsync()
    {
        using var response = await Http.GetAsync(new Uri($"http://127.0.0.1:{plan.HttpPort}/healthz"));
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    public async Task<bool> IsFullAsync() => (await HealthAsync()).GetProperty("store").GetString() == StoreState.Full;

    /// <summary>Sum of a counter over all its labels that contain <paramref name="label"/>.</summary>
    public async Task<double> MetricAsync(string name, string label = "")
    {
        var text = await Http.GetStringAsync(new Uri($"http://127.0.0.1:{plan.HttpPort}/metrics"));
        return text.Split('\n')
            .Where(line =>
                line.StartsWith(name, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal)
            )
            .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Memory of the process now.</summary>
    public long RssBytes()
    {
        using var process = System.Diagnostics.Process.GetProcessById(Program.Pid);
        return process.WorkingSet64;
    }

    public ValueTask DisposeAsync() => Program.DisposeAsync();

    private static IEnumerable<string> Arguments(ServerPlan plan)
    {
        yield return "--data";
        yield return plan.DataFolder;
        yield return "--site";
        yield return Farm.Site;
        yield return "--http";
        yield return $"127.0.0.1:{plan.HttpPort}";
        yield return "--reserve";
        yield return plan.Reserve;
        yield return "--clock";
        yield return plan.Clock;
        foreach (
            var argument in WayArguments(plan)
                .Concat(InfluxArguments(plan))
                .Concat(ClockArguments(plan))
                .Concat(plan.More)
        )
        {
            yield return argument;
        }
    }

    private static IEnumerable<string> WayArguments(ServerPlan plan) =>
        plan.BrokerPort is { } broker
            ? ["--broker", $"127.0.0.1:{broker}", "--broker-secret", Path.Combine(plan.BrokerFolder, "server.secret")]
            : ["--mqtt", $"127.0.0.1:{plan.MqttPort}"];

    private static IEnumerable<string> InfluxArguments(ServerPlan plan) =>
        plan.Influx is { } influx
            ? ["--influx", influx.ToString().TrimEnd('/'), "--influx-db", plan.InfluxDatabase]
            : [];

    private static IEnumerable<string> ClockArguments(ServerPlan plan) =>
        plan.ClockFile is { } file ? ["--clock-file", file] : [];

    private static Dictionary<string, string> Surroundings(ServerPlan plan)
    {
        var all = new Dictionary<string, string>(AgentProcess.Quiet) { ["VIGIA_TIMERS"] = $"{plan.Timers}" };
        if (plan.CrashAt is { } place)
        {
            all["VIGIA_CRASH_AT"] = place;
        }

        return all;
    }
}
