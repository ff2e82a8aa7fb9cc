using Vigia.Edge.Cli;
using Vigia.Tests.Edge.NodeFile;

namespace Vigia.Tests.Edge.Cli;

public sealed class CommandLineTests
{
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();
    private readonly Dictionary<string, string?> environment = [];
    private AgentOptions? asked;

    [Fact]
    public async Task Run_has_defaults_for_everything()
    {
        Assert.Equal(0, await Say("run"));

        Assert.Equal(["/etc/vigia-edge/node.yaml"], asked?.NodeFiles);
        Assert.Null(asked?.Simulation);
        Assert.Equal(1, asked?.Timers);
    }

    [Fact]
    public async Task Simulate_takes_several_nodes_and_every_option()
    {
        var said =
            "simulate a.yaml b.yaml --data d --ledger {node}.jsonl --seed 7 --every 200ms --clock-file c --world w";

        Assert.Equal(0, await Say([.. said.Split(' '), "--for", "10s", "--until-stdin-closes"]));

        Assert.Equal(["a.yaml", "b.yaml"], asked?.NodeFiles);
        Assert.Equal(("d", "inv1.jsonl"), (asked?.Data, asked?.LedgerOf("inv1")));
        Assert.Equal(
            new SimulationOptions(7, TimeSpan.FromMilliseconds(200), "c", "w", TimeSpan.FromSeconds(10), true),
            asked?.Simulation
        );
    }

    [Fact]
    public async Task What_is_not_said_comes_from_the_environment()
    {
        environment["VIGIA_EDGE_DATA"] = "/from/environment";
        environment["VIGIA_EDGE_CLOCK_FILE"] = "clock";
        environment["VIGIA_EDGE_TIMERS"] = "0.1";

        Assert.Equal(0, await Say("simulate", "a.yaml"));

        Assert.Equal("/from/environment", asked?.Data);
        Assert.Equal("clock", asked?.Simulation?.ClockFile);
        Assert.Equal(0.1, asked?.Timers);
    }

    [Theory]
    [InlineData("", "Diga qué hacer")]
    [InlineData("simulat a.yaml", "¿Quiso decir «simulate»?")]
    [InlineData("simulate a.yaml --sed 1", "¿Quiso decir «--seed»?")]
    [InlineData("run --every 1s", "No conozco «--every»")]
    [InlineData("run extra", "No conozco «extra»")]
    [InlineData("simulate", "Diga qué nodo simular")]
    [InlineData("simulate a.yaml --data", "--data necesita un valor")]
    [InlineData("simulate a.yaml --data x --data y", "--data está más de una vez")]
    [InlineData("simulate a.yaml --every 5", "--every: «5» no es un tiempo")]
    [InlineData("simulate a.yaml --for 0s", "--for: «0s» no es un tiempo")]
    [InlineData("simulate a.yaml --seed -1", "--seed: «-1» no es un número")]
    [InlineData("simulate a.yaml --speed 0.5", "--speed: «0.5» no es un número de 1 – 1000")]
    [InlineData("simulate a.yaml --speed fast", "--speed: «fast» no es un número")]
    [InlineData("simulate a.yaml --origin -1", "--origin: «-1» no es un número")]
    [InlineData("simulate a.yaml --scenario flood", "--scenario: «flood» no es ninguno de calm, fire, drought")]
    [InlineData("simulate a.yaml --weather /no.csv", "/no.csv: este archivo no está o no se puede leer")]
    [InlineData("simulate a.yaml --electronics /no.yaml", "/no.yaml: no existe el archivo")]
    [InlineData("simulate a.yaml --speed 2 --clock-file c", "--clock-file no se puede usar junto con --speed")]
    [InlineData("simulate a.yaml b.yaml --ledger x", "--ledger necesita {node}")]
    public async Task What_is_typed_wrong_is_answered_in_one_sentence(string said, string answer)
    {
        Assert.Equal(2, await Say(said.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Contains(answer, Assert.Single(Lines(errors)), StringComparison.Ordinal);
        Assert.Null(asked);
    }

    [Fact]
    public async Task A_farm_has_its_scenario_speed_and_origin()
    {
        Assert.Equal(
            0,
            await Say("simulate", "a.yaml", "--scenario", "fire", "--speed", "60", "--origin", "1764000000000")
        );

        Assert.Equal(("fire", 60), (asked?.Simulation?.Scenario?.Name, asked?.Simulation?.Speed));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_000_000), asked?.Simulation?.Origin);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1000")]
    [InlineData("fast")]
    [InlineData("NaN")]
    public async Task Timers_out_of_range_are_refused(string factor)
    {
        environment["VIGIA_EDGE_TIMERS"] = factor;

        Assert.Equal(2, await Say("run"));
        Assert.Contains("VIGIA_EDGE_TIMERS", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "VERBO")]
    [InlineData("run --help", "--node ARCHIVO")]
    [InlineData("simulate --help", "--until-stdin-closes")]
    [InlineData("sense --help", "--live")]
    [InlineData("check --help", "[NODE.yaml...]")]
    public async Task Help_is_in_the_persons_language(string said, string contains)
    {
        Assert.Equal(0, await Say(said.Split(' ')));

        Assert.Contains(contains, output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Usage", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_in_one_sentence_that_a_file_is_good()
    {
        using var folder = new NodeFolder();

        Assert.Equal(0, await Say("check", folder.File));

        Assert.StartsWith("elmaizal.inv1 está bien", Assert.Single(Lines(output)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_prints_everything_that_is_wrong()
    {
        using var folder = new NodeFolder(NodeFolder.Good.Replace("1883", "0").Replace("5s", "5"));

        Assert.Equal(1, await Say("check", folder.File));

        Assert.Equal(2, Lines(output).Count);
        Assert.Contains(
            ":3: server.port: «0» está fuera de rango; se permite 1 – 65535.",
            output.ToString(),
            StringComparison.Ordinal
        );
    }

    private async Task<int> Say(params string[] args)
    {
        var line = new CommandLine(new TextsEs(), environment.GetValueOrDefault, output, errors);
        return await line.InvokeAsync(args, Remember);
    }

    private Task<int> Remember(AgentOptions options)
    {
        asked = options;
        return Task.FromResult(0);
    }

    private static List<string> Lines(StringWriter said) =>
        [.. said.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)];
}
