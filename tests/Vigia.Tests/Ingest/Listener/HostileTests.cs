using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Ingest.Listener;
using Vigia.Wire;

namespace Vigia.Tests.Ingest.Listener;

public sealed class HostileTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Who_connects_and_says_nothing_is_closed()
    {
        await using var host = await ListenerHost.StartAsync(o => o with { ConnectTime = Soon });
        using var silent = await MqttSocket.OpenAsync(host.EndPoint);
        using var half = await MqttSocket.OpenAsync(host.EndPoint);
        await half.SendAsync([0x10, 0x40, 0, 4]);

        Assert.True(await silent.IsClosedAsync());
        Assert.True(await half.IsClosedAsync());
    }

    [Fact]
    public async Task Who_sends_a_packet_byte_by_byte_is_closed_though_each_byte_is_a_sign_of_life()
    {
        await using var host = await ListenerHost.StartAsync(o => o with { PacketTime = Soon });
        using var slow = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");
        using var good = await MqttSocket.LoggedInAsync(host.EndPoint, "inv2");
        var packet = MqttSocket.Publish(Topics.Of(KnownNodes.Site, "inv1", Channel.Data), new string('x', 50_000), 1);

        var closing = slow.IsClosedAsync();
        for (var at = 0; !closing.IsCompleted && at < packet.Length; at++)
        {
            await TrySendAsync(slow, packet[at..(at + 1)]);
            await Task.Delay(20);
        }

        Assert.True(await closing);
        Assert.Equal(0, host.Inbox.Count);
        await good.SendAsync(MqttSocket.PingReq);
        Assert.Equal(13, (await good.ReadAsync()).Kind);
    }

    [Fact]
    public async Task Beyond_the_bound_connections_are_closed_at_once_and_those_within_live_on()
    {
        await using var host = await ListenerHost.StartAsync(o => o with { MaxConnections = 3 });
        using var good = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");
        using var second = await MqttSocket.OpenAsync(host.EndPoint);
        using var third = await MqttSocket.OpenAsync(host.EndPoint);
        using var fourth = await MqttSocket.OpenAsync(host.EndPoint);

        Assert.True(await fourth.IsClosedAsync());
        await good.SendAsync(MqttSocket.PingReq);
        Assert.Equal(13, (await good.ReadAsync()).Kind);
    }

    [Fact]
    public async Task Strangers_of_one_address_are_bounded_and_a_login_makes_room()
    {
        await using var host = await ListenerHost.StartAsync(o => o with { MaxStrangersPerAddress = 2 });
        using var first = await MqttSocket.OpenAsync(host.EndPoint);
        using var second = await MqttSocket.OpenAsync(host.EndPoint);
        using var third = await MqttSocket.OpenAsync(host.EndPoint);
        Assert.True(await third.IsClosedAsync());

        await first.SendAsync(MqttSocket.Connect("inv1", KnownNodes.SecretOf("inv1")));
        Assert.Equal(0, (await first.ReadAsync()).Body[1]);

        using var next = await MqttSocket.LoggedInAsync(host.EndPoint, "inv2");
    }

    [Fact]
    public async Task Ten_thousand_unknown_nodes_are_refused_and_leave_few_names()
    {
        await using var host = await ListenerHost.StartAsync();
        using var good = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");
        const int Strangers = 10_000;

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Strangers),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (n, _) =>
            {
                using var stranger = await MqttSocket.OpenAsync(host.EndPoint);
                await stranger.SendAsync(MqttSocket.Connect($"stranger-{n}", "guess"));
                Assert.Equal(4, (await stranger.ReadAsync()).Body[1]);
            }
        );

        var refusals = host.Inbox.Refusals;
        Assert.Equal(Strangers, refusals.Count(r => r.Reason == Refusal.UnknownNode));
        Assert.InRange(refusals.Select(r => r.Node).Distinct().Count(), 1, 65);
        await good.SendAsync(MqttSocket.Publish(Topics.Of(KnownNodes.Site, "inv1", Channel.Data), "good", 1));
        Assert.Equal((4, (ushort)1), await good.ReadAckAsync());
    }

    [Theory]
    [InlineData(new byte[] { 0x30, 0x00 })] // PUBLISH before CONNECT
    [InlineData(new byte[] { 0x10, 0x00 })] // an empty CONNECT
    [InlineData(new byte[] { 0x10, 0xFF, 0xFF, 0xFF, 0xFF })] // a length of five bytes
    [InlineData(new byte[] { 0x10, 0xFF, 0xFF, 0xFF, 0x7F })] // 256 MB announced
    [InlineData(new byte[] { 0x10, 0x09, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 9, 2, 0 })] // version 9
    [InlineData(new byte[] { (byte)'G', (byte)'E', (byte)'T', (byte)' ', (byte)'/' })]
    public async Task What_is_no_login_closes_the_connection(byte[] bytes)
    {
        await using var host = await ListenerHost.StartAsync();
        using var client = await MqttSocket.OpenAsync(host.EndPoint);

        await client.SendAsync(bytes);

        Assert.True(await client.IsClosedAsync());
    }

    [Theory]
    [InlineData(new byte[] { 0x36, 0x05, 0, 1, (byte)'t', 0, 1 })] // QoS 3
    [InlineData(new byte[] { 0x32, 0x05, 0, 1, (byte)'t', 0, 0 })] // packet identifier 0
    [InlineData(new byte[] { 0x30, 0x02, 0xFF, 0xFF })] // a topic longer than the packet
    [InlineData(new byte[] { 0x82, 0x01, 0 })] // half a SUBSCRIBE
    [InlineData(new byte[] { 0x20, 0x02, 0, 0 })] // CONNACK of a client
    [InlineData(new byte[] { 0xF0, 0x00 })] // AUTH without need
    [InlineData(new byte[] { 0x00, 0x00 })] // packet type 0
    public async Task What_no_client_may_send_closes_the_connection(byte[] bytes)
    {
        await using var host = await ListenerHost.StartAsync();
        using var client = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");

        await client.SendAsync(bytes);

        Assert.True(await client.IsClosedAsync());
        Assert.Equal(0, host.Inbox.Count);
    }

    [Property(MaxTest = 2_000)]
    public void Framing_never_throws_and_never_reaches_beyond_its_bytes(byte[] bytes, PositiveInt maxPacket)
    {
        var state = Framing.TryRead(bytes, maxPacket.Get, out var frame);
        if (state == FrameState.Whole)
        {
            Assert.InRange(frame.Length, 2, Math.Min(bytes.Length, maxPacket.Get));
            PublishPacket.TryRead(frame.Header, bytes.AsSpan(frame.BodyStart, frame.BodyLength), true, out _);
            PublishPacket.TryRead(frame.Header, bytes.AsSpan(frame.BodyStart, frame.BodyLength), false, out _);
        }
    }

    [Property(MaxTest = 500)]
    public void What_is_written_as_a_length_is_read_as_the_same(NonNegativeInt length)
    {
        var value = length.Get % 268_435_456;
        var bytes = new byte[Framing.MaxLengthBytes];
        var written = Framing.WriteLength(bytes, value);

        Assert.Equal(FrameState.Whole, Framing.TryReadLength(bytes, out var read, out var used));
        Assert.Equal((value, written), (read, used));
    }

    [Fact]
    public async Task Random_bytes_in_random_pieces_harm_nobody_and_cost_little()
    {
        await using var host = await ListenerHost.StartAsync();
        using var good = await MqttSocket.LoggedInAsync(host.EndPoint, "inv2");
        var goodData = Topics.Of(KnownNodes.Site, "inv2", Channel.Data);
        var rounds = Gen.Sample(Garbage(), 300, 200);
        using var self = Process.GetCurrentProcess();
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        ushort id = 0;
        foreach (var pieces in rounds)
        {
            using var bad = await LogInAgainAsync(host);
            foreach (var piece in pieces)
            {
                await TrySendAsync(bad, piece);
            }

            await good.SendAsync(MqttSocket.Publish(goodData, "good", ++id));
            Assert.Equal((4, id), await good.ReadAckAsync());
        }

        Assert.Equal(rounds.Length, host.Inbox.Arrivals.Count(a => a.Node == "inv2"));
        Assert.All(host.Inbox.Arrivals.Where(a => a.Node == "inv2"), a => Assert.Equal("good", a.Text));
        await Eventually.Until("only the good one is left", () => host.Ingress.NodesPresent == 1);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 32 << 20);
    }

    // Packets of every kind, some cut short, some with other bytes, sent in pieces of any size.
    private static Gen<byte[][]> Garbage()
    {
        var data = Topics.Of(KnownNodes.Site, "inv1", Channel.Data);
        byte[][] seeds =
        [
            MqttSocket.Publish(data, "a pack", 1),
            MqttSocket.Publish(data, new string('x', 5_000), 2, qos: 2),
            MqttSocket.Subscribe(3, 4, data, "#"),
            MqttSocket.PingReq,
            [0x62, 2, 0, 1],
            [0x40, 2, 0, 1],
            MqttSocket.Connect("inv1", "x"),
        ];
        var seed = Gen.Elements(seeds);
        var noise = Gen.Choose(0, 255).Select(n => (byte)n).ArrayOf();
        var broken =
            from packet in seed
            from at in Gen.Choose(0, packet.Length - 1)
            from b in Gen.Choose(0, 255)
            select Replace(packet, at, (byte)b);
        var cut = from packet in seed from length in Gen.Choose(0, packet.Length) select packet[..length];
        return Gen.Frequency((4, seed), (3, broken), (2, cut), (2, noise))
            .NonEmptyListOf()
            .Select(list => list.ToArray());
    }

    private static byte[] Replace(byte[] packet, int at, byte value)
    {
        var copy = packet.ToArray();
        copy[at] = value;
        return copy;
    }

    // The previous connection of inv1 may still be there: then this one is put off for a while.
    private static async Task<MqttSocket> LogInAgainAsync(ListenerHost host)
    {
        await Eventually.Until("the last one has left", () => host.Ingress.NodesPresent <= 1);
        return await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");
    }

    private static async Task TrySendAsync(MqttSocket socket, byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
        }
        catch (IOException)
        {
            // Closed for what was sent before: that is the point.
        }
    }
}
