using System.Text.Json;
using Vigia.Edge;
using Vigia.Edge.Cli;
using Vigia.Edge.Outbox;
using Vigia.Tests.Edge.NodeFile;

namespace Vigia.Tests.Edge.Cli;

/// <summary>The whole agent in process, with nobody at the other end.</summary>
public sealed class AgentHostTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("agent");
    private readonly NodeFolder node = new(NodeFolder.Good.Replace("1883", "1", StringComparison.Ordinal));
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public void Dispose()
    {
        data.Delete(recursive: true);
        node.Dispose();
    }

    [Fact]
    public async Task A_simulation_without_a_server_holds_everything_it_sampled()
    {
        Assert.Equal(0, await Simulate(Path.Combine(data.FullName, "{node}.jsonl")));

        var packs = File.ReadAllLines(Path.Combine(data.FullName, "inv1.jsonl"));
        Assert.NotEmpty(packs);
        Assert.Equal($"sampled {packs.Length}, held {packs.Length}", output.ToString().Trim());
        Assert.Equal(
            Enumerable.Range(0, packs.Length),
            packs.Select(p => JsonDocument.Parse(p).RootElement.GetProperty("seq").GetInt32())
        );
    }

    [Fact]
    public async Task The_next_run_still_holds_what_the_last_one_sampled()
    {
        await Simulate(Path.Combine(data.FullName, "first.jsonl"));
        output.GetStringBuilder().Clear();

        await Simulate(Path.Combine(data.FullName, "second.jsonl"));

        var (first, second) = (Packs("first.jsonl"), Packs("second.jsonl"));
        Assert.Equal($"sampled {second}, held {first + second}", output.ToString().Trim());
    }

    [Fact]
    public async Task A_bad_node_file_is_one_sentence_and_1()
    {
        node.Write("node.yaml", NodeFolder.Good.Replace("0x44", "0x46", StringComparison.Ordinal));

        Assert.Equal(1, await Simulate(ledger: null));

        Assert.Contains("0x46", Assert.Single(Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_is_one_sentence_and_1()
    {
        Assert.Equal(1, await Simulate("/proc/nowhere/ledger.jsonl"));

        Assert.Contains("/proc/nowhere", Assert.Single(Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_named_twice_is_refused()
    {
        var options = Options(null) with { NodeFiles = [node.File, node.File] };

        Assert.Equal(1, await new AgentHost(options, new TextsEn(), output, errors).RunAsync());

        Assert.Contains("in two of the files", Assert.Single(Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_agent_on_the_same_data_is_one_sentence_and_1()
    {
        using var first = new PackStore(Path.Combine(data.FullName, "elmaizal.inv1"), PackStorePlace.Card);

        Assert.Equal(1, await Simulate(ledger: null));

        Assert.StartsWith("Another vigia-edge works on", Assert.Single(Lines()), StringComparison.Ordinal);
    }

    private Task<int> Simulate(string? ledger) =>
        new AgentHost(Options(ledger), new TextsEn(), output, errors).RunAsync().WaitAsync(Patience);

    // A tenth of every timer, and one second of sampling.
    private AgentOptions Options(string? ledger)
    {
        var simulation = new SimulationOptions(
            1,
            TimeSpan.FromMilliseconds(50),
            null,
            null,
            TimeSpan.FromSeconds(1),
            false
        );
        return new AgentOptions([node.File], data.FullName, ledger, 0.1, simulation)
        {
            RuntimeDirectory = Path.Combine(data.FullName, "run"),
            Drain = TimeSpan.FromMilliseconds(100),
        };
    }

    private int Packs(string ledger) => File.ReadAllLines(Path.Combine(data.FullName, ledger)).Length;

    private string[] Lines() => errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
