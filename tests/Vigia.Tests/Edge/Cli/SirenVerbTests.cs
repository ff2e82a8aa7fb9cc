using Vigia.Edge.Cli;
using Vigia.Tests.Edge.NodeFile;

namespace Vigia.Tests.Edge.Cli;

public sealed class SirenVerbTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();
    private readonly NodeFolder folder = new(NodeFolder.Good + "\nsiren: {gpio: 26, longest: 30s}\n");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_sounds_for_so_long_and_says_when_it_is_silent()
    {
        Assert.Equal(0, await Say("--for", "50ms", "--simulate"));

        Assert.Equal("La sirena (gpiochip0, 26) suena 50ms.\nLa sirena (gpiochip0, 26) está callada.\n", $"{output}");
    }

    [Fact]
    public async Task Off_only_makes_sure_that_it_is_silent()
    {
        Assert.Equal(0, await Say("--off", "--simulate"));

        Assert.Equal("La sirena (gpiochip0, 26) está callada.\n", $"{output}");
    }

    [Fact]
    public async Task Longer_than_the_node_allows_is_refused_with_the_bound()
    {
        Assert.Equal(2, await Say("--for", "31s", "--simulate"));
        Assert.Equal("--for: «31s» es demasiado; 30s a lo sumo.\n", $"{errors}");
    }

    [Fact]
    public async Task Off_and_a_time_do_not_go_together()
    {
        Assert.Equal(2, await Say("--off", "--for", "2s"));
        Assert.Equal("--off no se puede usar junto con --for.\n", $"{errors}");
    }

    [Fact]
    public async Task A_board_without_the_line_is_told_with_what_to_do()
    {
        Assert.Equal(1, await Say("--off"));
        Assert.StartsWith(
            "La sirena (gpiochip0, 26) no se puede accionar: no hay tal gpiochip, o falta permiso: grupo gpio.",
            $"{errors}",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_node_without_a_siren_says_so()
    {
        folder.Write("node.yaml", NodeFolder.Good);

        Assert.Equal(1, await Say("--simulate"));
        Assert.EndsWith("node.yaml no tiene sirena.\n", $"{errors}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_tells_which_line_and_how_long()
    {
        Assert.Equal(0, await Invoke("check", folder.File));

        Assert.EndsWith(" Sirena: gpiochip0, 26, 30s a lo sumo.\n", $"{output}", StringComparison.Ordinal);
    }

    private Task<int> Say(params string[] words) => Invoke(["siren", "--node", folder.File, .. words]);

    private Task<int> Invoke(params string[] words) =>
        new CommandLine(new TextsEs(), _ => null, output, errors).InvokeAsync(words, _ => Task.FromResult(0));
}
