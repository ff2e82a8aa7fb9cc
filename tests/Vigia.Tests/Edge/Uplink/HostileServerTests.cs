using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MQTTnet.Protocol;
using MQTTnet.Server;
using Vigia.EndToEnd.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Uplink;

/// <summary>Servers that are busy, taken over, silent or gone, played by MQTTnet's server and by a bare socket.</summary>
public sealed class HostileServerTests
{
    private readonly int port = BrokerPort.Free();

    [Fact]
    public async Task A_busy_server_is_tried_again_and_the_connection_comes_in_the_end()
    {
        var tries = 0;
        using var broker = Broker();
        broker.ValidatingConnectionAsync += e =>
        {
            e.ReasonCode =
                Interlocked.Increment(ref tries) < 3 ? MqttConnectReasonCode.ServerBusy : MqttConnectReasonCode.Success;
            return Task.CompletedTask;
        };
        var births = Births(broker);
        await broker.StartAsync();

        await using var node = new UplinkRig(port, factor: 0.02);

        await Eventually.Until("it is in", () => births.Count == 1);
        Assert.Equal(3, births.Single().Conn);
        await broker.StopAsync();
    }

    [Fact]
    public async Task A_node_says_who_it_is_and_leaves_its_will()
    {
        using var broker = Broker();
        var seen = new ConcurrentQueue<ValidatingConnectionEventArgs>();
        broker.ValidatingConnectionAsync += e =>
        {
            seen.Enqueue(e);
            return Task.CompletedTask;
        };
        var births = Births(broker);
        await broker.StartAsync();
        await using var node = new UplinkRig(port);
        await Eventually.Until("it is in", () => births.Count == 1);

        var connect = seen.Single();

        Assert.Equal(("farm.inv1", "farm.inv1", "secret"), (connect.ClientId, connect.UserName, connect.Password));
        Assert.True(connect.CleanSession);
        await broker.StopAsync();
    }

    [Fact]
    public async Task Two_machines_with_one_identity_drain_in_turns()
    {
        using var broker = Broker();
        var births = Births(broker);
        await broker.StartAsync();
        await using var one = new UplinkRig(port, factor: 0.02);
        await Eventually.Until("the first is in", () => births.Count == 1);

        await using var other = new UplinkRig(port, factor: 0.02);

        await Eventually.Until("both were in twice", () => births.GroupBy(b => b.Boot).Count(g => g.Count() >= 2) == 2);
        await broker.StopAsync();
    }

    [Fact]
    public async Task A_node_comes_back_when_its_server_was_gone()
    {
        var births = new ConcurrentQueue<Birth>();
        using (var broker = Broker())
        {
            births = Births(broker);
            await broker.StartAsync();
            await using var early = new UplinkRig(port, factor: 0.02);
            await Eventually.Until("it is in", () => births.Count == 1);
            await broker.StopAsync();
            using var again = Broker();
            var later = Births(again);
            await again.StartAsync();

            await Eventually.Until("it is back", () => later.Count == 1);
            Assert.True(later.Single().Conn >= 2);
            await again.StopAsync();
        }
    }

    [Fact]
    public async Task A_link_that_swallows_what_is_published_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        await using var node = new UplinkRig(port, factor: 0.02);

        // CONNACK, SUBACK and the birth's PUBACK, then nothing more: a half-open link as the node sees it.
        using var first = await SilentAfterBirthAsync(listener);
        node.Put(3);

        using var second = await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(second.Connected);
    }

    private MqttServer Broker() =>
        new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder()
                .WithDefaultEndpoint()
                .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
                .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
                .WithDefaultEndpointPort(port)
                .Build()
        );

    private static ConcurrentQueue<Birth> Births(MqttServer broker)
    {
        var births = new ConcurrentQueue<Birth>();
        broker.InterceptingPublishAsync += e =>
        {
            if (Topics.TryParse(e.ApplicationMessage.Topic, out _, out _, out var channel) && channel == Channel.Birth)
            {
                var reader = new System.Text.Json.Utf8JsonReader(e.ApplicationMessage.Payload);
                births.Enqueue(System.Text.Json.JsonSerializer.Deserialize(ref reader, WireJson.Default.Birth)!);
            }

            return Task.CompletedTask;
        };
        return births;
    }

    private static async Task<TcpClient> SilentAfterBirthAsync(TcpListener listener)
    {
        var socket = await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(20));
        var stream = socket.GetStream();
        await ReadPacketAsync(stream);
        await stream.WriteAsync(new byte[] { 0x20, 3, 0, 0, 0 });
        var subscribe = await ReadPacketAsync(stream);
        await stream.WriteAsync(new byte[] { 0x90, 7, subscribe[0], subscribe[1], 0, 1, 1, 1, 1 });
        for (var publishes = 0; publishes < 2; publishes++)
        {
            var publish = await ReadPacketAsync(stream);
            var topic = (publish[0] << 8) | publish[1];
            await stream.WriteAsync(new byte[] { 0x40, 2, publish[2 + topic], publish[3 + topic] });
        }

        return socket;
    }

    private static async Task<byte[]> ReadPacketAsync(NetworkStream stream)
    {
        var one = new byte[1];
        await stream.ReadExactlyAsync(one);
        var (length, shift) = (0, 0);
        do
        {
            await stream.ReadExactlyAsync(one);
            length |= (one[0] & 0x7f) << shift;
            shift += 7;
        } while (one[0] >= 0x80);

        var body = new byte[length];
        await stream.ReadExactlyAsync(body);
        return body;
    }
}
