using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Vigia.Server.Ingest.Broker;
using Vigia.Server.Nodes;
using Vigia.Server.Storage;

namespace Vigia.Benchmarks;

/// <summary>A data folder with nodes, and the programs that work in it. Everything ends and goes with it.</summary>
internal sealed partial class Place : IAsyncDisposable
{
    public const string Site = "bench";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Asker = new();

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-bench-");
    private readonly List<Process> programs = [];
    private readonly Dictionary<string, string> secrets = [];
    private readonly int http = FreePort();

    public Place(int nodes)
    {
        var identity = ServerIdentity.Open(folder.FullName, Site);
        var register = new NodeRegister(folder.FullName, Site);
        var broker = new BrokerFiles(folder.FullName, Site);
        for (var n = 0; n < nodes; n++)
        {
            secrets.Add(Node(n), register.Add(Node(n), zone: null));
            broker.Add(Node(n), secrets[Node(n)], register.Names);
            Server.Cli.NodeVerb.WriteBundle(NodeFolder(n), identity, Node(n), "127.0.0.1", Mqtt.Port, secrets[Node(n)]);
        }
    }

    /// <summary>Where the page is.</summary>
    public Uri Http => new($"http://127.0.0.1:{http}");

    public IPEndPoint Mqtt { get; } = new(IPAddress.Loopback, FreePort());

    public string Folder => folder.FullName;

    public static string Node(int n) => $"load-{n}";

    public string NodeFolder(int n) => Path.Combine(Folder, "nodes", Node(n));

    public string SecretOf(string node) => secrets[node];

    public async Task<Process> ServeAsync(bool behindBroker)
    {
        string[] way = behindBroker
            ? ["--broker", $"{Mqtt}", "--broker-secret", new BrokerFiles(Folder, Site).ServerSecret]
            : ["--mqtt", $"{Mqtt}"];
        var server = Start(
            "dotnet",
            [
                typeof(ServerIdentity).Assembly.Location,
                "serve",
                "--data",
                Folder,
                "--http",
                $"127.0.0.1:{http}",
                "--clock",
                "ntp",
                .. way,
            ]
        );
        var ready = new TaskCompletionSource();
        server.OutputDataReceived += (_, line) => Said(line.Data, ready);
        server.BeginOutputReadLine();
        await ready.Task.WaitAsync(Patience);
        return server;
    }

    public Process Mosquitto()
    {
        var config = Path.Combine(Folder, "mosquitto.conf");
        var broker = Path.Combine(Folder, "identity", "broker");
        File.WriteAllText(
            config,
            $"""
            listener {Mqtt.Port} 127.0.0.1
            allow_anonymous false
            password_file {broker}/passwords
            acl_file {broker}/acl
            user root
            """
        );
        return Start("mosquitto", ["-c", config]);
    }

    public Process Start(
        string file,
        IReadOnlyList<string> arguments,
        params IReadOnlyList<(string Name, string Value)> environment
    )
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var program = Process.Start(start)!;
        program.ErrorDataReceived += (_, _) => { };
        program.BeginErrorReadLine();
        programs.Add(program);
        return program;
    }

    /// <summary>Packs in the ledger.</summary>
    public long Rows()
    {
        using var db = SqliteDb.OpenReadOnly(Path.Combine(Folder, "ledger.db"));
        return db.Scalar("SELECT count(*) FROM pack");
    }

    /// <summary>Waits until no further pack comes into the ledger.</summary>
    public async Task<long> SettledRowsAsync()
    {
        var (rows, since) = (Rows(), Stopwatch.StartNew());
        while (since.Elapsed < TimeSpan.FromSeconds(1))
        {
            await Task.Delay(100);
            if (Rows() is var now && now != rows)
            {
                rows = now;
                since.Restart();
            }
        }

        return rows;
    }

    /// <summary>Bytes the server has allocated since its start, by its own runtime's count.</summary>
    public long Allocated()
    {
        var text = Asker.GetStringAsync($"http://127.0.0.1:{http}/metrics").GetAwaiter().GetResult();
        return (long)double.Parse(AllocatedLine().Match(text).Groups["bytes"].Value, CultureInfo.InvariantCulture);
    }

    public static TimeSpan Cpu(Process program)
    {
        program.Refresh();
        return program.TotalProcessorTime;
    }

    public static double RssMegabytes(Process program)
    {
        program.Refresh();
        return program.WorkingSet64 / 1048576.0;
    }

    /// <summary>Of these, what is the program's alone and no file's: proc(5), RssAnon.</summary>
    public static double OwnMegabytes(Process program) =>
        long.Parse(
            File.ReadLines($"/proc/{program.Id}/status")
                .First(line => line.StartsWith("RssAnon", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
            CultureInfo.InvariantCulture
        ) / 1024.0;

    public async ValueTask DisposeAsync()
    {
        foreach (var program in programs)
        {
            if (!program.HasExited)
            {
                program.Kill(entireProcessTree: true);
                await program.WaitForExitAsync();
            }

            program.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private static void Said(string? line, TaskCompletionSource ready)
    {
        if (line == Server.Cli.ServeVerb.Ready)
        {
            ready.TrySetResult();
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    [GeneratedRegex(
        @"^dotnet_gc_heap_total_allocated_bytes_total\S* (?<bytes>[0-9.E+]+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex AllocatedLine();
}
