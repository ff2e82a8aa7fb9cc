using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Ingest.Listener;
using Vigia.Wire;

namespace Vigia.Tests.Ingest.Listener;

/// <summary>Clients that others have written.</summary>
public sealed class ClientsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData("mqttv31", 1)]
    [InlineData("mqttv311", 0)]
    [InlineData("mqttv311", 1)]
    [InlineData("mqttv311", 2)]
    [InlineData("mqttv5", 1)]
    [InlineData("mqttv5", 2)]
    public async Task Mosquitto_publishes_packs_of_every_quality(string version, int qos)
    {
        await using var host = await ListenerHost.StartAsync();
        var topic = Topics.Of(KnownNodes.Site, "inv1", Channel.Data);

        var (exit, said) = await Programs.PublishAsync(
            host.Port,
            "inv1",
            "-V",
            version,
            "-q",
            $"{qos}",
            "-t",
            topic,
            "-m",
            "a pack"
        );

        Assert.True(exit == 0, said);
        await Eventually.Until("the pack", () => host.Inbox.Count == 1);
        Assert.Equal("a pack", host.Inbox.Arrivals[0].Text);
    }

    [Fact]
    public async Task Mosquitto_publishing_plain_readings_ends_only_when_the_ledger_has_them()
    {
        await using var host = await ListenerHost.StartAsync();
        var topic = Topics.Of(KnownNodes.Site, "inv1", Channel.Plain);
        using var device = Programs.Start(
            "mosquitto_pub",
            [
                .. Programs.As(host.Port, "inv1"),
                "-V",
                "mqttv5",
                "-D",
                "publish",
                "content-type",
                "text/plain",
                "-q",
                "1",
                "-t",
                topic,
                "-m",
                "21.5",
            ]
        );

        await Eventually.Until("it came", () => host.Inbox.Count == 1);
        Assert.False(device.HasExited);
        host.Inbox.Arrivals[0].Receipt!.Complete();

        await device.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, device.ExitCode);
    }

    [Fact]
    public async Task Mosquitto_without_a_client_id_is_refused_clearly()
    {
        await using var host = await ListenerHost.StartAsync();
        string[] user = ["-u", "farm.inv1", "-P", KnownNodes.SecretOf("inv1")];

        var (exit, said) = await Programs.RunAsync(
            "mosquitto_pub",
            ["-h", "127.0.0.1", "-p", $"{host.Port}", .. user, "-t", "vigia/v1/farm/inv1/plain", "-m", "x"]
        );

        Assert.NotEqual(0, exit);
        Assert.Contains("identifier rejected", said, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("mqttv311")]
    [InlineData("mqttv5")]
    public async Task Mosquitto_subscribes_and_its_kill_leaves_the_will(string version)
    {
        await using var host = await ListenerHost.StartAsync();
        await host.Ingress.SendHeartbeatAsync("a beat"u8.ToArray(), CancellationToken.None);
        var death = Topics.Of(KnownNodes.Site, "inv1", Channel.Death);
        string[] will = ["--will-topic", death, "--will-payload", "dead", "--will-qos", "1", "--will-retain"];
        using var node = Programs.Subscribe(
            host.Port,
            "inv1",
            ["-V", version, "-q", "1", .. will, "-F", "%r %p", "-t", Topics.Heartbeat(KnownNodes.Site)]
        );
        Assert.Equal("1 a beat", await node.StandardOutput.ReadLineAsync().WaitAsync(Patience));

        node.Kill();

        await Eventually.Until("the will", () => host.Inbox.Texts(Channel.Death).SequenceEqual(["dead"]));
    }

    [Fact]
    public async Task Mqttnet_publishes_and_hears_over_tls_and_trusts_only_the_farm()
    {
        using var certificate = new FarmCertificate();
        var tls = new ListenerTls(new IPEndPoint(IPAddress.Loopback, 0), certificate.Files);
        await using var host = await ListenerHost.StartAsync(o => o with { Tls = tls });
        using var node = new MqttClientFactory().CreateMqttClient();
        var heard = new TaskCompletionSource<string>();
        node.ApplicationMessageReceivedAsync += e =>
        {
            heard.TrySetResult(Encoding.UTF8.GetString(e.ApplicationMessage.Payload.ToArray()));
            return Task.CompletedTask;
        };

        await node.ConnectAsync(Options(host, certificate.Trusted)).WaitAsync(Patience);
        await node.SubscribeAsync(
                Topics.Of(KnownNodes.Site, "inv1", Channel.Ack),
                MqttQualityOfServiceLevel.AtLeastOnce
            )
            .WaitAsync(Patience);
        var large = new string('x', Pack.MaxBytes);
        var published = await node.PublishStringAsync(
                Topics.Of(KnownNodes.Site, "inv1", Channel.Data),
                large,
                MqttQualityOfServiceLevel.AtLeastOnce
            )
            .WaitAsync(Patience);
        await Eventually.Until("it is sent", () => host.Ingress.Send("inv1", Channel.Ack, "an ack"u8));

        Assert.True(published.IsSuccess);
        Assert.Equal([large], host.Inbox.Texts(Channel.Data));
        Assert.Equal("an ack", await heard.Task.WaitAsync(Patience));
        using var distrustful = new MqttClientFactory().CreateMqttClient();
        await Assert.ThrowsAnyAsync<Exception>(() => distrustful.ConnectAsync(Options(host, [])).WaitAsync(Patience));
        using var silent = await MqttSocket.OpenAsync(host.Ingress.Tls!);
        await silent.SendAsync(MqttSocket.Connect("inv2", KnownNodes.SecretOf("inv2")));
        Assert.True(await silent.IsClosedAsync());
    }

    private static MqttClientOptions Options(ListenerHost host, X509Certificate2Collection trusted) =>
        new MqttClientFactory()
            .CreateClientOptionsBuilder()
            .WithTcpServer("localhost", host.Ingress.Tls!.Port, System.Net.Sockets.AddressFamily.InterNetwork)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId("farm.inv1")
            .WithCredentials("farm.inv1", KnownNodes.SecretOf("inv1"))
            .WithTlsOptions(t => t.UseTls().WithTrustChain(trusted))
            .Build();
}
