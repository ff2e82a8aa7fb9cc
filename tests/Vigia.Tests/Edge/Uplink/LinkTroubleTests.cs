using Vigia.Edge.Uplink;
using Vigia.EndToEnd.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Uplink;

/// <summary>A way to the server that loses packs, and one whose plug is pulled, against Debian's mosquitto.</summary>
public sealed class LinkTroubleTests : IAsyncLifetime
{
    private readonly Trouble trouble = new();
    private Mosquitto broker = null!;
    private FarmServer server = null!;

    public async ValueTask InitializeAsync()
    {
        broker = await Mosquitto.StartAsync();
        server = await FarmServer.StartAsync(broker.Port);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await broker.DisposeAsync();
    }

    [Fact]
    public async Task A_pack_that_was_lost_on_the_way_is_sent_again()
    {
        await using var node = new UplinkRig(broker.Port, factor: 0.02, trouble: trouble);
        await Eventually.Until("the node is there", () => server.Channels.Contains(Channel.Health));
        trouble.LoseNext = 3;
        node.Put(10);

        await Eventually.Until("all ten packs", async () => await HasPacks(10));

        Assert.Equal(0, trouble.LoseNext);
        Assert.Equal([0, 1, 2], server.Packs.Select(p => p.Seq).Distinct().TakeLast(3));
    }

    [Fact]
    public async Task When_the_plug_is_pulled_the_node_dies_for_the_server_and_comes_back_by_itself()
    {
        await using var node = new UplinkRig(broker.Port, trouble: trouble);
        await Eventually.Until("the node is there", () => server.Channels.Contains(Channel.Health));

        trouble.IsDown = true;
        await Eventually.Until("the will", () => server.Channels.Contains(Channel.Death));
        var connections = node.Link.Connections;
        node.Put(5);
        Assert.Empty(server.Packs);

        trouble.IsDown = false;
        await Eventually.Until("all five packs", async () => await HasPacks(5));
        Assert.Equal(connections + 1, node.Link.Connections);
    }

    private async Task<bool> HasPacks(int count)
    {
        await server.BeatAsync();
        return server.Packs.Distinct().Count() >= count;
    }

    private sealed class Trouble : ILinkTrouble
    {
        private volatile bool isDown;
        private int loseNext;

        public bool IsDown
        {
            get => isDown;
            set => isDown = value;
        }

        public int LoseNext
        {
            get => Volatile.Read(ref loseNext);
            set => Volatile.Write(ref loseNext, value);
        }

        public bool LosesNextPack()
        {
            if (LoseNext == 0)
            {
                return false;
            }

            LoseNext--;
            return true;
        }
    }
}
