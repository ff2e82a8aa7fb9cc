using Vigia.EndToEnd.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Ingest.Listener;

public sealed class ReadingsTests
{
    private static readonly string Data = Topics.Of(KnownNodes.Site, "inv1", Channel.Data);
    private static readonly string Plain = Topics.Of(KnownNodes.Site, "inv1", Channel.Plain);

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_pack_is_acknowledged_at_once_and_comes_whole(byte version)
    {
        await using var host = await ListenerHost.StartAsync();
        using var node = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1", version);

        await node.SendAsync(MqttSocket.Publish(Data, "a pack", 7, version));

        Assert.Equal((4, (ushort)7), await node.ReadAckAsync());
        var came = Assert.Single(host.Inbox.Arrivals);
        Assert.Equal(("inv1", Channel.Data, "a pack", false), (came.Node, came.Channel, came.Text, came.Retained));
        Assert.Null(came.Receipt);
    }

    [Fact]
    public async Task Packs_cut_anywhere_come_whole_and_in_order()
    {
        await using var host = await ListenerHost.StartAsync();
        using var node = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");
        var texts = Enumerable.Range(1, 300).Select(n => new string((char)('a' + (n % 26)), n * 37)).ToList();
        var stream = texts.SelectMany((text, n) => MqttSocket.Publish(Data, text, (ushort)(n + 1))).ToArray();
        var random = new Random(7);

        for (var at = 0; at < stream.Length; )
        {
            var cut = Math.Min(random.Next(1, 40_000), stream.Length - at);
            await node.SendAsync(stream[at..(at + cut)]);
            at += cut;
        }

        await Eventually.Until("all packs", () => host.Inbox.Count == texts.Count);
        Assert.Equal(texts, host.Inbox.Texts(Channel.Data));
    }

    [Fact]
    public async Task A_pack_with_quality_two_is_received_once_and_completed()
    {
        await using var host = await ListenerHost.StartAsync();
        using var node = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");

        await node.SendAsync(MqttSocket.Publish(Data, "a pack", 9, qos: 2));
        var received = await node.ReadAckAsync();
        await node.SendAsync([0x62, 2, 0, 9]);
        var completed = await node.ReadAckAsync();

        Assert.Equal(((5, (ushort)9), (7, (ushort)9)), (received, completed));
        Assert.Equal(["a pack"], host.Inbox.Texts(Channel.Data));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 5)]
    public async Task A_plain_reading_is_acknowledged_only_after_its_receipt_and_nothing_waits_for_it(int qos, int kind)
    {
        await using var host = await ListenerHost.StartAsync();
        using var device = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");

        await device.SendAsync(MqttSocket.Publish(Plain, "21.5", 3, qos: qos), MqttSocket.PingReq);
        var beforeCommit = await device.ReadAsync();
        await device.SendAsync(MqttSocket.Publish(Data, "a pack", 4));
        var pack = await device.ReadAckAsync();
        var quiet = device.IsQuiet;
        Assert.Single(host.Inbox.Arrivals, a => a.Channel == Channel.Plain).Receipt!.Complete();
        var afterCommit = await device.ReadAckAsync();

        Assert.Equal(13, beforeCommit.Kind);
        Assert.Equal((4, (ushort)4), pack);
        Assert.True(quiet);
        Assert.Equal((kind, (ushort)3), afterCommit);
    }

    [Fact]
    public async Task Receipts_may_complete_in_any_order_and_twice()
    {
        await using var host = await ListenerHost.StartAsync();
        using var device = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");
        await device.SendAsync(MqttSocket.Publish(Plain, "1", 1), MqttSocket.Publish(Plain, "2", 2));
        await Eventually.Until("both came", () => host.Inbox.Count == 2);
        var receipts = host.Inbox.Arrivals.Select(a => a.Receipt!).ToList();

        receipts[1].Complete();
        receipts[1].Complete();
        receipts[0].Complete();

        Assert.Equal((4, (ushort)2), await device.ReadAckAsync());
        Assert.Equal((4, (ushort)1), await device.ReadAckAsync());
        await device.SendAsync(MqttSocket.PingReq);
        Assert.Equal(13, (await device.ReadAsync()).Kind);
    }

    [Fact]
    public async Task Beyond_the_bound_of_withheld_acknowledgements_no_more_is_read_until_one_goes()
    {
        await using var host = await ListenerHost.StartAsync(o => o with { MaxReceipts = 5 });
        using var device = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");
        using var other = await MqttSocket.LoggedInAsync(host.EndPoint, "inv2");

        for (ushort id = 1; id <= 20; id++)
        {
            await device.SendAsync(MqttSocket.Publish(Plain, $"{id}", id));
        }

        await Eventually.Until("five came", () => host.Inbox.Count == 5);
        await other.SendAsync(MqttSocket.Publish(Topics.Of(KnownNodes.Site, "inv2", Channel.Data), "other", 1));
        Assert.Equal((4, (ushort)1), await other.ReadAckAsync());
        Assert.Equal(6, host.Inbox.Count);

        var completed = 0;
        await Eventually.Until(
            "all twenty come as receipts go",
            () =>
            {
                var receipts = host.Inbox.Arrivals.Where(a => a.Receipt is not null).ToList();
                receipts.Skip(completed).ToList().ForEach(a => a.Receipt!.Complete());
                completed = receipts.Count;
                return completed == 20;
            }
        );
    }

    [Fact]
    public async Task A_receipt_that_never_comes_closes_the_connection_so_that_the_sender_repeats()
    {
        await using var host = await ListenerHost.StartAsync(o =>
            o with
            {
                ReceiptTime = TimeSpan.FromMilliseconds(300),
            }
        );
        using var device = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1");

        await device.SendAsync(MqttSocket.Publish(Plain, "shed", 1));

        Assert.True(await device.IsClosedAsync());
        host.Inbox.Arrivals[0].Receipt!.Complete();
    }

    [Fact]
    public async Task A_packet_of_a_megabyte_is_refused_by_its_header_and_closes()
    {
        await using var host = await ListenerHost.StartAsync();
        using var node = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1", version: 5);

        await node.SendAsync([0x32, 0x80, 0x80, 0x40]);

        var (kind, body) = await node.ReadAsync();
        Assert.Equal((14, (byte)0x95), (kind, body[0]));
        Assert.True(await node.IsClosedAsync());
        Assert.Contains(("inv1", Refusal.TooLarge), host.Inbox.Refusals);
        Assert.Equal(0, host.Inbox.Count);
    }

    [Fact]
    public async Task A_node_that_sends_only_packs_outlives_its_keep_alive_and_a_silent_one_does_not()
    {
        await using var host = await ListenerHost.StartAsync();
        using var busy = await MqttSocket.LoggedInAsync(host.EndPoint, "inv1", keepAlive: 2);
        using var silent = await MqttSocket.LoggedInAsync(host.EndPoint, "inv2", keepAlive: 2);

        var closing = silent.IsClosedAsync();
        ushort id = 0;
        while (!closing.IsCompleted)
        {
            await busy.SendAsync(MqttSocket.Publish(Data, "a pack", ++id));
            Assert.Equal((4, id), await busy.ReadAckAsync());
            await Task.Delay(50);
        }

        Assert.True(await closing);
        await busy.SendAsync(MqttSocket.PingReq);
        Assert.Equal(13, (await busy.ReadAsync()).Kind);
    }
}
