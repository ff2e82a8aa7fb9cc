using System.Buffers;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using Vigia.Wire;

namespace Vigia.Server.Ingest.Listener;

/// <summary>
/// Bytes to MQTTnet's packets and back, with what we promise in its place: sessions are never kept, silence is judged by a
/// clock that no one sets, and subscriptions get QoS 0, for on one connection nothing is lost between server and node.
/// </summary>
internal sealed class Translation(ListenerOptions options)
{
    private readonly Lock encoding = new();

    public MqttPacketFormatterAdapter Formatter { get; } = new(new MqttBufferWriter(256, 4096));

    public MqttConnectPacket? Connect { get; private set; }

    public bool IsVersion5 => Formatter.ProtocolVersion == MqttProtocolVersion.V500;

    /// <summary>As the client said; MQTTnet is told none.</summary>
    public TimeSpan KeepAlive { get; private set; }

    /// <summary>The client has said that it goes, and that its will is void.</summary>
    public bool SaidGoodbye { get; private set; }

    /// <summary>Null when the bytes are no packet.</summary>
    public MqttPacket? Decode(in Frame frame, ReadOnlySpan<byte> body)
    {
        // MQTTnet keeps references into what it decodes: it gets bytes of its own.
        var received = new ReceivedMqttPacket(frame.Header, body.ToArray(), frame.Length);
        try
        {
            if (Connect is null)
            {
                Formatter.DetectProtocolVersion(received);
            }

            return Formatter.Decode(received) is { } packet ? Adapt(packet) : null;
        }
        catch (Exception)
        {
            // Whatever a foreign decoder makes of hostile bytes, the answer is one, and its caller counts it.
            return null;
        }
    }

    /// <summary>False when there is no room.</summary>
    public bool TryEncode(MqttPacket packet, Outgoing outgoing)
    {
        if (packet is MqttConnAckPacket welcome)
        {
            SayBounds(welcome);
        }

        lock (encoding)
        {
            var bytes = Formatter.Encode(packet);
            var taken = outgoing.TryAppend(bytes.Packet, bytes.Payload);
            Formatter.Cleanup();
            return taken;
        }
    }

    private MqttPacket Adapt(MqttPacket packet)
    {
        switch (packet)
        {
            case MqttConnectPacket connect:
                Connect = connect;
                KeepAlive = TimeSpan.FromSeconds(connect.KeepAlivePeriod);
                (connect.CleanSession, connect.SessionExpiryInterval, connect.KeepAlivePeriod) = (true, 0, 0);
                break;
            case MqttSubscribePacket subscribe:
                subscribe.TopicFilters.ForEach(filter =>
                    filter.QualityOfServiceLevel = MqttQualityOfServiceLevel.AtMostOnce
                );
                break;
            case MqttDisconnectPacket { ReasonCode: not MqttDisconnectReasonCode.DisconnectWithWillMessage }:
                SaidGoodbye = true;
                break;
        }

        return packet;
    }

    // A client that keeps to MQTT 5 never meets our bounds.
    private void SayBounds(MqttConnAckPacket welcome)
    {
        welcome.ReceiveMaximum = (ushort)Math.Min(options.MaxReceipts, ushort.MaxValue);
        welcome.MaximumPacketSize = Pack.MaxBytes + ListenerOptions.MaxBesidePayload;
        welcome.TopicAliasMaximum = 0;
        welcome.WildcardSubscriptionAvailable = false;
    }
}
