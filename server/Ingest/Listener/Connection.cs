using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace Vigia.Server.Ingest.Listener;

/// <summary>
/// One client on its socket, as MQTTnet.Server sees it. May be written to and closed from any thread; nothing here waits
/// for a slow reader.
/// </summary>
internal sealed class Connection : IMqttChannelAdapter
{
    private readonly Socket socket;
    private readonly ListenerOptions options;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Translation translation;
    private readonly Outgoing outgoing;
    private readonly Reception reception;
    private readonly long acceptedAt;
    private Stream stream;
    private int closeReason = -1;
    private int granted;
    private int listens;
    private volatile NodeRights? rights;

    public Connection(Socket socket, ListenerOptions options, IInbox inbox, TimeProvider time)
    {
        (this.socket, this.options, this.time) = (socket, options, time);
        stream = new NetworkStream(socket, ownsSocket: true);
        (RemoteEndPoint, LocalEndPoint) = (socket.RemoteEndPoint, socket.LocalEndPoint);
        translation = new Translation(options);
        outgoing = new Outgoing(WriteAsync, options.MaxOutgoingBytes, time);
        reception = new Reception(this, translation, outgoing, inbox, options, time);
        acceptedAt = time.GetTimestamp();
    }

    /// <summary>Called when the client has been told that its subscription stands.</summary>
    public Action<Connection, Listens> Listening { get; init; } = static (_, _) => { };

    /// <summary>Called when nothing more of this connection will reach the inbox.</summary>
    public Action<Connection> Leaving { get; init; } = static _ => { };

    public MqttConnectPacket? Connect => translation.Connect;

    /// <summary>Null until the node has logged in.</summary>
    public NodeRights? Rights => rights;

    public bool IsClosed => Volatile.Read(ref closeReason) >= 0;

    public bool SpeaksVersion5 => translation.IsVersion5;

    /// <summary>Done when nothing more of this connection will reach the inbox, its last will included.</summary>
    public Task Ended => ended.Task;

    public CancellationToken Closing => closing.Token;

    public IPAddress? Address => (RemoteEndPoint as IPEndPoint)?.Address;

    public Stream Stream => stream;

    public MqttPacketFormatterAdapter PacketFormatterAdapter => translation.Formatter;

    public EndPoint? RemoteEndPoint { get; }

    public EndPoint? LocalEndPoint { get; }

    public X509Certificate2? ClientCertificate => null;

    public bool IsSecureConnection { get; private set; }

    public long BytesReceived => 0;

    public long BytesSent => 0;

    public void Secure(Stream encrypted) => (stream, IsSecureConnection) = (encrypted, true);

    public void LogIn(NodeRights theirs) => rights = theirs;

    public async Task<MqttPacket?> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        await using var linked = cancellationToken.UnsafeRegister(
            static connection => ((Connection)connection!).Close(CloseReason.ByServer),
            this
        );
        try
        {
            return await reception.NextAsync(stream);
        }
        catch (Exception e) when (IsLoss(e))
        {
            Close(CloseReason.ByPeer);
            return null;
        }
    }

    public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        Sent(IsClosed || translation.TryEncode(packet, outgoing));
        if (packet is MqttSubAckPacket answer)
        {
            reception.CountRefused(answer.ReasonCodes.Count(code => code > MqttSubscribeReasonCode.GrantedQoS2));
            BeginListening();
        }

        return Task.CompletedTask;
    }

    public void Append(ReadOnlySpan<byte> packet) => Sent(IsClosed || outgoing.TryAppend(packet));

    public void Acknowledge(Owed owed) => Sent(IsClosed || outgoing.TryAcknowledge(owed.Qos, owed.Id));

    /// <summary>Sends without waiting; a node that has let its buffer fill up is closed.</summary>
    public bool Publish(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, bool retain)
    {
        var taken = !IsClosed && outgoing.TryPublish(topic, payload, retain, SpeaksVersion5);
        Sent(taken);
        return taken;
    }

    /// <summary>Remembers what the SUBACK under way grants.</summary>
    public void Grant(Listens what) => Interlocked.Or(ref granted, (int)what);

    public void Revoke(Listens what) => Interlocked.And(ref listens, ~(int)what);

    public bool ListensTo(Listens what) => (Volatile.Read(ref listens) & (int)what) != 0;

    /// <summary>Why this connection has to end now, by the clock; null when all is well.</summary>
    public CloseReason? Overdue()
    {
        if (rights is null && time.GetElapsedTime(acceptedAt) > options.ConnectTime)
        {
            return CloseReason.ConnectTimeout;
        }

        return outgoing.WritingFor > options.WriteTime ? CloseReason.SlowReader : reception.Overdue();
    }

    /// <summary>The first reason stands.</summary>
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
        // MQTTnet has forgotten us and published the will: a successor need not wait for the farewell.
        Close(translation.SaidGoodbye ? CloseReason.ByPeer : CloseReason.Refused);
        Leave();
        if (closeReason != (int)CloseReason.ByPeer)
        {
            await Farewell.SayAsync(socket, cancellationToken);
        }
    }

    public void Dispose()
    {
        Close(CloseReason.ByServer);
        outgoing.Close();
        reception.Dispose();
        stream.Dispose();
        Leave();
    }

    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void ResetStatistics() { }

    private void Leave()
    {
        Leaving(this);
        ended.TrySetResult();
    }

    private void BeginListening()
    {
        var news = Interlocked.Exchange(ref granted, 0);
        Interlocked.Or(ref listens, news);
        Listening(this, (Listens)news);
    }

    private void Sent(bool taken)
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
        catch (Exception e) when (IsLoss(e))
        {
            Close(CloseReason.ByPeer);
            return false;
        }
    }

    private static bool IsLoss(Exception e) =>
        e is IOException or SocketException or OperationCanceledException or ObjectDisposedException;
}
