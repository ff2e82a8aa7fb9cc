using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using Vigia.Wire;

namespace Vigia.Server.Ingest.Broker;

/// <summary>As whom we connect, and to what we subscribe.</summary>
internal sealed class BrokerLogin(string site, BrokerOptions options, Heartbeat self, TimeProvider time)
{
    // A client id of its own for each run: two servers with one would push each other out and never see one another.
    public MqttClientOptions Journal() =>
        Common(Topics.ClientId(site, Topics.Server) + "." + self.Run)
            .WithCleanStart()
            .WithWillTopic(Topics.Heartbeat(site))
            .WithWillPayload(LastWords())
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain()
            .Build();

    public MqttClientOptions Plain() =>
        Common(Topics.ClientId(site, Topics.Server) + ".plain")
            .WithCleanStart(false)
            .WithSessionExpiryInterval((uint)options.PlainKept.TotalSeconds)
            .Build();

    public IReadOnlyList<MqttTopicFilter> JournalFilters() =>
        [
            .. Topics.NodeWrites.Where(channel => channel != Channel.Plain).Select(OfEveryNode),
            new MqttTopicFilter
            {
                Topic = Topics.Heartbeat(site),
                QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
                NoLocal = true,
            },
        ];

    public IReadOnlyList<MqttTopicFilter> PlainFilters() => [OfEveryNode(Channel.Plain)];

    private MqttTopicFilter OfEveryNode(Channel channel) =>
        new()
        {
            Topic = Topics.OfEveryNode(site, channel),
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
        };

    private byte[] LastWords()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        var down = self with { Time = now, Store = StoreState.Down };
        return JsonSerializer.SerializeToUtf8Bytes(down, WireJson.Default.Heartbeat);
    }

    private MqttClientOptionsBuilder Common(string clientId)
    {
        var builder = new MqttClientFactory()
            .CreateClientOptionsBuilder()
            .WithTcpServer(options.Host, options.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(clientId)
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithTimeout(options.ConnectTime)
            .WithReceiveMaximum(options.ReceiveMaximum);
        if (options.Secret is not null)
        {
            builder.WithCredentials(options.User ?? Topics.ClientId(site, Topics.Server), options.Secret);
        }

        if (options.CaFile is { } caFile)
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(caFile);
            builder.WithTlsOptions(tls => tls.UseTls().WithTrustChain(trusted));
        }

        return builder;
    }
}
