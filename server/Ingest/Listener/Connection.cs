using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using Vigia.Wire;

namespace Vigia.Server.Ingest.Listener;

/// <summary>
/// One client on its socket, between the network and MQTTnet.Server: readings and pings are dealt with here, every other
/// packet is handed on. Sends from any thread into one bounded buffer.
/// </summary>
internal sealed class Connection : IMqttChannelAdapter
{
    /// <summary>A stranger's CONNECT, will included, is small.</summary>
    private const int MaxConnectBytes = 8 * 1024;

    /// <summary>Beside the payload of a pack: topic, identifier, properties.</summary>
    private const int MaxBesidePayload = 1024;

    private readonly Socket socket;
    private readonly ListenerOptions options;
    private readonly IInbox inbox;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FrameBuffer incoming = new();
    private readonly Outgoing outgoing;
    private readonly ReceiptBook<Owed> receipts;
    private readonly HotPath hotPath;
    private readonly Lock encoding = new();
    private readonly long acceptedAt;
    private Stream stream;
    private long lastReadAt;
    private long partialSince;
    private int closeReason = -1;
    private int granted;
    private int listens;
    private volatile NodeRights? rights;
    private volatile bool paused;
    private bool goodbye;

    public Connection(Socket socket, ListenerOptions options, IInbox inbox, TimeProvider time)
    {
        (this.socket, this.options, this.inbox, this.time) = (socket, options, inbox, time);
        stream = new NetworkStream(socket, ownsSocket: true);
        RemoteEndPoint = socket.RemoteEndPoint;
        LocalEndPoint = socket.LocalEndPoint;
        outgoing = new Outgoing(WriteAsync, options.MaxOutgoingBytes, time);
        receipts = new ReceiptBook<Owed>(options.MaxReceipts, options.MaxReceiptBytes, time, Acknowledge);
        hotPath = new HotPath(inbox, outgoing, receipts);
        acceptedAt = lastReadAt = time.GetTimestamp();
    }

    /// <summary>Called when the client has been told that its subscription stands.</summary>
    public Action<Connection, Listens> Listening { get; set; } = static (_, _) => { };

    public MqttConnectPacket? Connect { get; private set; }

    /// <summary>Null until the node has logged in.</summary>
    public NodeRights? Rights => rights;

    public bool IsClosed => Volatile.Read(ref closeReason) >= 0;

    public bool SpeaksVersion5 => PacketFormatterAdapter.ProtocolVersion == MqttProtocolVersion.V500;

    /// <summary>Done when nothing more of this connection will reach the inbox, its last will included.</summary>
    public Task Ended => ended.Task;

    public CancellationToken Closing => closing.Token;

    public MqttPacketFormatterAdapter PacketFormatterAdapter { get; } = new(new MqttBufferWriter(256, 4096));

    public EndPoint? RemoteEndPoint { get; }

    public EndPoint? LocalEndPoint { get; }

    public IPAddress Address => ((IPEndPoint)RemoteEndPoint!).Address;

    public X509Certificate2? ClientCertificate => null;

    public bool IsSecureConnection { get; private set; }

    public long BytesReceived => 0;

    public long BytesSent => 0;

    private int MaxPacket => rights is null ? MaxConnectBytes : Pack.MaxBytes + MaxBesidePayload;

    public Stream Plain => stream;

    public void Secure(Stream encrypted)
    {
        stream = encrypted;
        IsSecureConnection = true;
    }

    public void LogIn(NodeRights theirs) => rights = theirs;

    /// <summary>Tells MQTTnet's next packet, having dealt with all that are ours; null when the connection is over.</summary>
    public async Task<MqttPacket?> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        await using var linked = cancellationToken.UnsafeRegister(
            static connection => ((Connection)connection!).Close(CloseReason.ByServer),
            this
        );
        try
        {
            return await NextForServerAsync();
        }
        catch (Exception e)
            when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            Close(CloseReason.ByPeer);
            return null;
        }
    }

    public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        if (packet is MqttConnAckPacket welcome)
        {
            SayBounds(welcome);
        }

        bool taken;
        lock (encoding)
        {
            var bytes = PacketFormatterAdapter.Encode(packet);
            taken = outgoing.TryAppend(bytes.Packet, bytes.Payload);
            PacketFormatterAdapter.Cleanup();
        }

        Flush(taken);
        if (packet is MqttSubAckPacket)
        {
            BeginListening();
        }

        return Task.CompletedTask;
    }

    /// <summary>Remembers what the SUBACK under way grants.</summary>
    public void Grant(Listens what) => Interlocked.Or(ref granted, (int)what);

    public void Revoke(Listens what) => Interlocked.And(ref listens, ~(int)what);

    public bool ListensTo(Listens what) => (Volatile.Read(ref listens) & (int)what) != 0;

    /// <summary>Sends without waiting; a node that has let its buffer fill up is closed.</summary>
    public bool Publish(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, bool retain)
    {
        var taken = !IsClosed && outgoing.TryPublish(topic, payload, retain, SpeaksVersion5);
        Flush(taken);
        return taken;
    }

    /// <summary>Why this connection has to end now, by the clock; null when all is well.</summary>
    public CloseReason? Overdue()
    {
        if (rights is null && time.GetElapsedTime(acceptedAt) > options.ConnectTime)
        {
            return CloseReason.ConnectTimeout;
        }

        var partial = Volatile.Read(ref partialSince);
        if (partial != 0 && time.GetElapsedTime(partial) > options.PacketTime)
        {
            return CloseReason.PacketTimeout;
        }

        if (outgoing.WritingFor > options.WriteTime)
        {
            return CloseReason.SlowReader;
        }

        if (receipts.OldestAge > options.ReceiptTime)
        {
            return CloseReason.ReceiptOverdue;
        }

        return IsSilent() ? CloseReason.KeepAlive : null;
    }

    /// <summary>The first reason stands. Safe from any thread.</summary>
    public void Close(CloseReason reason)
    {
        if (Interlocked.CompareExchange(ref closeReason, (int)reason, -1) >= 0)
        {
            return;
        }

        IngressMeter.CountClosed(reason);
        if (rights is not null && SpeaksVersion5 && reason.DisconnectCode is { } code)
        {
            outgoing.TryAppend([(int)PacketKind.Disconnect << 4, 1, code]);
            outgoing.Flush();
        }

        closing.Cancel();
    }

    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        Close(goodbye ? CloseReason.ByPeer : CloseReason.Refused);
        if (closeReason != (int)CloseReason.ByPeer)
        {
            await Farewell.SayAsync(socket, cancellationToken);
        }
    }

    public void End()
    {
        Close(CloseReason.ByServer);
        Dispose();
        ended.TrySetResult();
    }

    public void Dispose()
    {
        outgoing.Close();
        receipts.Clear();
        incoming.Dispose();
        stream.Dispose();
    }

    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void ResetStatistics() { }

    private async Task<MqttPacket?> NextForServerAsync()
    {
        while (!IsClosed)
        {
            if (receipts.IsFull)
            {
                await PauseAsync();
                continue;
            }

            switch (Framing.TryRead(incoming.Unread, MaxPacket, out var frame))
            {
                case FrameState.Whole:
                    var packet = Handle(frame);
                    incoming.Advance(frame.Length);
                    Volatile.Write(ref partialSince, 0);
                    if (packet is not null)
                    {
                        Turn();
                        return packet;
                    }

                    break;
                case FrameState.Partial:
                    Turn();
                    await FillAsync();
                    break;
                case FrameState.TooLarge:
                    RefuseTooLarge();
                    break;
                default:
                    Close(CloseReason.Malformed);
                    break;
            }
        }

        return null;
    }

    private MqttPacket? Handle(in Frame frame)
    {
        var body = incoming.Unread.Slice(frame.BodyStart, frame.BodyLength);
        if (rights is null)
        {
            return frame.Kind == PacketKind.Connect && Connect is null ? Decode(frame, body) : Malformed();
        }

        switch (frame.Kind)
        {
            case PacketKind.Publish:
                return HandlePublish(frame, body);
            case PacketKind.PingReq:
                Flush(outgoing.TryAppend([(int)PacketKind.PingResp << 4, 0]));
                return null;
            case PacketKind.PubAck
            or PacketKind.PubRec
            or PacketKind.PubRel
            or PacketKind.PubComp
            or PacketKind.Subscribe
            or PacketKind.Unsubscribe
            or PacketKind.Disconnect:
                return Decode(frame, body);
            default:
                return Malformed();
        }
    }

    private MqttPacket? HandlePublish(in Frame frame, ReadOnlySpan<byte> body)
    {
        if (!PublishPacket.TryRead(frame.Header, body, SpeaksVersion5, out var publish))
        {
            return Malformed();
        }

        if (!rights!.IsReadings(publish.Topic, out var channel))
        {
            return Decode(frame, body);
        }

        if (!hotPath.Take(rights, channel, publish))
        {
            Close(CloseReason.SlowReader);
        }

        return null;
    }

    // MQTTnet keeps references into what it decodes: it gets bytes of its own.
    private MqttPacket? Decode(in Frame frame, ReadOnlySpan<byte> body)
    {
        var received = new ReceivedMqttPacket(frame.Header, body.ToArray(), frame.Length);
        try
        {
            if (Connect is null)
            {
                PacketFormatterAdapter.DetectProtocolVersion(received);
            }

            var packet = PacketFormatterAdapter.Decode(received);
            return packet is null ? Malformed() : Adapt(packet);
        }
        catch (Exception)
        {
            // Whatever a foreign decoder makes of hostile bytes, the answer is one.
            return Malformed();
        }
    }

    /// <summary>
    /// Sessions are never kept, silence is judged here by a clock that no one sets, and subscriptions get QoS 0, for on one
    /// connection nothing is lost between server and node.
    /// </summary>
    private MqttPacket? Adapt(MqttPacket packet)
    {
        if (packet is MqttConnectPacket connect)
        {
            Connect = connect;
            KeepAlive = TimeSpan.FromSeconds(connect.KeepAlivePeriod);
            (connect.CleanSession, connect.SessionExpiryInterval, connect.KeepAlivePeriod) = (true, 0, 0);
        }
        else if (packet is MqttSubscribePacket subscribe)
        {
            subscribe.TopicFilters.ForEach(filter =>
                filter.QualityOfServiceLevel = MqttQualityOfServiceLevel.AtMostOnce
            );
        }
        else if (packet is MqttDisconnectPacket { ReasonCode: MqttDisconnectReasonCode.DisconnectWithWillMessage })
        {
            // MQTTnet.Server takes every DISCONNECT for a clean one, and keeps the will to itself.
            Close(CloseReason.ByPeer);
            return null;
        }

        goodbye = packet is MqttDisconnectPacket;

        return packet;
    }

    private TimeSpan KeepAlive { get; set; }

    private MqttPacket? Malformed()
    {
        Close(CloseReason.Malformed);
        return null;
    }

    private void RefuseTooLarge()
    {
        if (rights is not null)
        {
            inbox.Refuse(rights.Node, Refusal.TooLarge, incoming.Unread);
            IngressMeter.CountRefused(Refusal.TooLarge);
        }

        Close(CloseReason.TooLarge);
    }

    private async ValueTask FillAsync()
    {
        if (incoming.Unread.Length > 0 && partialSince == 0)
        {
            Volatile.Write(ref partialSince, time.GetTimestamp());
        }

        if (!await incoming.FillAsync(stream, MaxPacket, closing.Token))
        {
            Close(CloseReason.ByPeer);
        }

        Volatile.Write(ref lastReadAt, time.GetTimestamp());
    }

    private async Task PauseAsync()
    {
        Turn();
        paused = true;
        await receipts.RoomAsync(closing.Token);
        Volatile.Write(ref lastReadAt, time.GetTimestamp());
        paused = false;
    }

    // The end of a read: everything that came with it is acknowledged in one write.
    private void Turn()
    {
        hotPath.Tally();
        outgoing.Flush();
    }

    private void Acknowledge(Owed owed) => Flush(IsClosed || outgoing.TryAcknowledge(owed.Qos, owed.Id));

    private void Flush(bool taken)
    {
        if (!taken)
        {
            Close(CloseReason.SlowReader);
        }

        outgoing.Flush();
    }

    private async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await stream.WriteAsync(bytes, closing.Token);
            return true;
        }
        catch (Exception e)
            when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            Close(CloseReason.ByPeer);
            return false;
        }
    }

    private bool IsSilent() =>
        KeepAlive > TimeSpan.Zero && !paused && time.GetElapsedTime(Volatile.Read(ref lastReadAt)) > KeepAlive * 1.5;

    private void SayBounds(MqttConnAckPacket welcome)
    {
        welcome.ReceiveMaximum = (ushort)Math.Min(options.MaxReceipts, ushort.MaxValue);
        welcome.MaximumPacketSize = Pack.MaxBytes + MaxBesidePayload;
        welcome.TopicAliasMaximum = 0;
        welcome.WildcardSubscriptionAvailable = false;
    }

    private void BeginListening()
    {
        var news = Interlocked.Exchange(ref granted, 0);
        Interlocked.Or(ref listens, news);
        Listening(this, (Listens)news);
    }
}
