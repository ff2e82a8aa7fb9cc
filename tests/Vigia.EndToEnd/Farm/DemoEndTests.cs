using System.Net;
using System.Net.Sockets;
using Vigia.EndToEnd.Kit;

namespace Vigia.EndToEnd.FarmDemo;

/// <summary>How a demonstration begins and ends, and what it leaves behind: nothing.</summary>
[Trait("part", "farm"), Collection("farm, second")]
public sealed class DemoEndTests
{
    private static readonly TimeSpan CleanEnd = TimeSpan.FromSeconds(5);

    [Theory, InlineData(Signal.Interrupt), InlineData(Signal.HangUp), InlineData(Signal.Terminate)]
    public async Task Whoever_ends_it_finds_no_program_and_no_folder_left(object signal)
    {
        await using var program = DemoRun.Start([]);
        var file = await NodeFileOfAgentAsync(program.Pid);

        program.Signal((Signal)signal);

        Assert.Equal(0, await program.EndAsync(CleanEnd));
        Assert.False(Directory.Exists(FolderOf(file)), $"{FolderOf(file)} is still there");
        Assert.False(Runs(file));
    }

    [Fact]
    public async Task A_server_that_is_killed_leaves_no_agent_behind()
    {
        await using var program = DemoRun.Start([]);
        var file = await NodeFileOfAgentAsync(program.Pid);

        await program.KillAsync();

        await Eventually.Until("the agent has ended", () => !Runs(file), CleanEnd);
        Directory.Delete(FolderOf(file), recursive: true);
    }

    [Fact]
    public async Task An_agent_that_dies_unasked_ends_it_with_its_name()
    {
        await using var program = DemoRun.Start([]);
        await NodeFileOfAgentAsync(program.Pid);

        Signals.Send(AgentOf(program.Pid)!.Value, Signal.Kill);

        Assert.Equal(1, await program.EndAsync());
        Assert.NotNull(program.Said.Find(line => line.Contains("ended unasked", StringComparison.Ordinal)));
    }

    [Theory, InlineData("--http"), InlineData("--mqtt")]
    public async Task A_port_that_is_taken_is_one_sentence_with_its_flag(string option)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        await using var program = DemoRun.Start([option, $"{other.LocalEndpoint}"]);

        Assert.Equal(1, await program.EndAsync());
        Assert.Matches(
            $@"^  vigia demo \| 127\.0\.0\.1:\d+ is taken by another program: .*{option}\.$",
            program.Said.Tail(400)
        );
    }

    [Theory]
    [InlineData("fir", "fir", "calm, fire")]
    [InlineData("calm --speed 0.5", "--speed", "1 – 1000")]
    [InlineData("calm --weather nowhere.csv", "--weather", "nowhere.csv")]
    public async Task What_is_asked_wrongly_is_refused_in_one_sentence(string words, string what, string allowed)
    {
        await using var program = DemoRun.Start(words.Split(' '));

        Assert.Equal(2, await program.EndAsync());
        var said = program.Said.Tail(400);
        Assert.DoesNotContain('\n', said);
        Assert.Contains(what, said, StringComparison.Ordinal);
        Assert.Contains(allowed, said, StringComparison.Ordinal);
    }

    // FOLDER/nodes/NODE/node.yaml
    private static string FolderOf(string nodeFile) => Path.GetFullPath(Path.Combine(nodeFile, "..", "..", ".."));

    private static async Task<string> NodeFileOfAgentAsync(int server)
    {
        string? file = null;
        await Eventually.Until("the nodes run", () => (file = NodeFileOfAgent(server)) is not null);
        return file!;
    }

    // The first node.yaml of the child's command line.
    private static string? NodeFileOfAgent(int server) =>
        AgentOf(server) is { } agent
            ? ReadOrNothing($"/proc/{agent}/cmdline")
                .Split('\0')
                .FirstOrDefault(word => word.EndsWith("node.yaml", StringComparison.Ordinal))
            : null;

    private static int? AgentOf(int server) =>
        Processes()
            .Where(pid => ReadOrNothing($"/proc/{pid}/status").Contains($"PPid:\t{server}\n"))
            .Select(pid => (int?)pid)
            .FirstOrDefault();

    private static bool Runs(string nodeFile) =>
        Processes().Any(pid => ReadOrNothing($"/proc/{pid}/cmdline").Contains(nodeFile));

    private static IEnumerable<int> Processes() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var pid) ? pid : 0)
            .Where(pid => pid > 0);

    // A process may end while it is looked at.
    private static string ReadOrNothing(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
