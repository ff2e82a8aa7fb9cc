using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;
using Vigia.Wire;

namespace Vigia.Tests.Live;

public sealed class NodesTests
{
    [Fact]
    public async Task A_node_whose_supply_is_too_low_comes_first_with_what_its_board_says()
    {
        await using var place = await LivePlace.StartAsync();
        using var phone = await place.SignedInAsync(Role.Technician);
        await place.ReadsAsync("cerdos-1", new Reading("temperature", "Cel", 28));
        await place.ReadsAsync("inv-1", new Reading("temperature", "Cel", 28));
        Hears(place, "cerdos-1", new BoardState(Cpu: 52.4, Disk: 0.23, Weak: true));
        Hears(place, "inv-1", board: null);

        var nodes = (await phone.GetFromJsonAsync<JsonArray>("/api/nodes", TestContext.Current.CancellationToken))!;

        var weak = nodes[0]!;
        Assert.Equal("cerdos-1", (string)weak["name"]!);
        Assert.Equal(
            (52.4, 0.23, true),
            ((double)weak["health"]!["cpu"]!, (double)weak["health"]!["disk"]!, (bool)weak["health"]!["weak"]!)
        );
        var plain = nodes.Single(node => (string)node!["name"]! == "inv-1")!["health"]!;
        Assert.Null(plain["cpu"]);
        Assert.False((bool)plain["isPoor"]!);
    }

    private static void Hears(LivePlace place, string node, BoardState? board)
    {
        var none = new Dictionary<string, long>();
        place
            .Get<NodeTalk>()
            .Hear(
                node,
                new Health(default, 60, "kb", [], 0, 0, none, 0, none, board),
                LivePlace.Noon.ToUnixTimeMilliseconds()
            );
    }
}
