using MQTTnet.Packets;
using Vigia.Wire;

namespace Vigia.Server.Ingest.Listener;

/// <summary>
/// What comes in on one connection: cuts it into packets, deals with readings and pings, and hands every other packet on.
/// One reader at a time; nothing here throws for what a client sends.
/// </summary>
internal sealed class Reception : IDisposable
{
    private readonly Connection connection;
    private readonly Translation translation;
    private readonly Outgoing outgoing;
    private readonly IInbox inbox;
    private readonly ListenerOptions options;
    private readonly TimeProvider time;
    private readonly FrameBuffer incoming = new();
    private readonly ReceiptBook<Owed> receipts;
    private readonly HotPath hotPath;
    private long lastReadAt;
    private long partialSince;
    private volatile bool paused;

    public Reception(
        Connection connection,
        Translation translation,
        Outgoing outgoing,
        IInbox inbox,
        ListenerOptions options,
        TimeProvider time
    )
    {
        (this.connection, this.translation, this.outgoing) = (connection, translation, outgoing);
        (this.inbox, this.options, this.time) = (inbox, options, time);
        receipts = new ReceiptBook<Owed>(options.MaxReceipts, options.MaxReceiptBytes, time, connection.Acknowledge);
        hotPath = new HotPath(inbox, outgoing, receipts);
        lastReadAt = time.GetTimestamp();
    }

    private int MaxPacket =>
        connection.Rights is null ? ListenerOptions.MaxConnectBytes : Pack.MaxBytes + ListenerOptions.MaxBesidePayload;

    /// <summary>The next packet for MQTTnet; null when the connection is over.</summary>
    public async Task<MqttPacket?> NextAsync(Stream stream)
    {
        while (!connection.IsClosed)
        {
            if (receipts.IsFull)
            {
                await PauseAsync();
                continue;
            }

            switch (Framing.TryRead(incoming.Unread, MaxPacket, out var frame))
            {
                case FrameState.Whole when Take(frame) is { } packet:
                    EndTurn();
                    return packet;
                case FrameState.Whole:
                    break;
                case FrameState.Partial when SpeaksAnotherProtocol():
                    Malformed();
                    break;
                case FrameState.Partial:
                    EndTurn();
                    await FillAsync(stream);
                    break;
                case FrameState.TooLarge:
                    RefuseTooLarge();
                    break;
                default:
                    connection.Close(CloseReason.Malformed);
                    break;
            }
        }

        return null;
    }

    /// <summary>Why this connection has to end now, by the clock; null when all is well.</summary>
    public CloseReason? Overdue()
    {
        var partial = Volatile.Read(ref partialSince);
        if (partial != 0 && time.GetElapsedTime(partial) > options.PacketTime)
        {
            return CloseReason.PacketTimeout;
        }

        if (receipts.OldestAge > options.ReceiptTime)
        {
            return CloseReason.ReceiptOverdue;
        }

        return IsSilent() ? CloseReason.KeepAlive : null;
    }

    /// <summary>Counts filters that a SUBACK refuses.</summary>
    public void CountRefused(int filters)
    {
        for (var n = 0; n < filters; n++)
        {
            Refuse(connection.Rights!, Refusal.ForbiddenTopic, []);
        }
    }

    public void Dispose()
    {
        receipts.Clear();
        incoming.Dispose();
    }

    private MqttPacket? Take(in Frame frame)
    {
        var body = incoming.Unread.Slice(frame.BodyStart, frame.BodyLength);
        var packet = connection.Rights is { } rights ? Handle(rights, frame, body) : HandleStranger(frame, body);
        incoming.Advance(frame.Length);
        Volatile.Write(ref partialSince, 0);
        return packet;
    }

    private MqttPacket? HandleStranger(in Frame frame, ReadOnlySpan<byte> body) =>
        frame.Kind == PacketKind.Connect && translation.Connect is null ? HandOn(frame, body) : Malformed();

    private MqttPacket? Handle(NodeRights rights, in Frame frame, ReadOnlySpan<byte> body)
    {
        switch (frame.Kind)
        {
            case PacketKind.Publish:
                return HandlePublish(rights, frame, body);
            case PacketKind.PingReq:
                connection.Append([(int)PacketKind.PingResp << 4, 0]);
                return null;
            case PacketKind.PubAck
            or PacketKind.PubRec
            or PacketKind.PubRel
            or PacketKind.PubComp
            or PacketKind.Subscribe
            or PacketKind.Unsubscribe
            or PacketKind.Disconnect:
                return HandOn(frame, body);
            default:
                return Malformed();
        }
    }

    private MqttPacket? HandlePublish(NodeRights rights, in Frame frame, ReadOnlySpan<byte> body)
    {
        if (!PublishPacket.TryRead(frame.Header, body, translation.IsVersion5, out var publish))
        {
            return Malformed();
        }

        if (!rights.IsReadings(publish.Topic, out var channel))
        {
            return HandOn(frame, body);
        }

        if (!hotPath.Take(rights, channel, publish))
        {
            connection.Close(CloseReason.SlowReader);
        }

        return null;
    }

    private MqttPacket? HandOn(in Frame frame, ReadOnlySpan<byte> body)
    {
        switch (translation.Decode(frame, body))
        {
            case null:
                return Malformed();
            case MqttDisconnectPacket when !translation.SaidGoodbye:
                // MQTTnet.Server takes every DISCONNECT for a clean one, and would keep the will to itself.
                connection.Close(CloseReason.ByPeer);
                return null;
            case { } packet:
                return packet;
        }
    }

    // A browser, a scanner: no need to wait for the rest of what its first letter announces.
    private bool SpeaksAnotherProtocol() =>
        connection.Rights is null && incoming.Unread is [not (int)PacketKind.Connect << 4, ..];

    private MqttPacket? Malformed()
    {
        connection.Close(CloseReason.Malformed);
        return null;
    }

    private void RefuseTooLarge()
    {
        if (connection.Rights is { } rights)
        {
            Refuse(rights, Refusal.TooLarge, incoming.Unread);
        }

        connection.Close(CloseReason.TooLarge);
    }

    private void Refuse(NodeRights rights, Refusal reason, ReadOnlySpan<byte> bytes)
    {
        inbox.Refuse(rights.Node, reason, bytes);
        IngressMeter.CountRefused(reason);
    }

    private async ValueTask FillAsync(Stream stream)
    {
        if (incoming.Unread.Length > 0 && partialSince == 0)
        {
            Volatile.Write(ref partialSince, time.GetTimestamp());
        }

        if (!await incoming.FillAsync(stream, MaxPacket, connection.Closing))
        {
            connection.Close(CloseReason.ByPeer);
        }

        Volatile.Write(ref lastReadAt, time.GetTimestamp());
    }

    private async Task PauseAsync()
    {
        EndTurn();
        paused = true;
        await receipts.RoomAsync(connection.Closing);
        Volatile.Write(ref lastReadAt, time.GetTimestamp());
        paused = false;
    }

    // Everything that came with one read is acknowledged in one write.
    private void EndTurn()
    {
        hotPath.Tally();
        outgoing.Flush();
    }

    // MQTT 5, section 3.1.2.10: one and a half times the keep-alive.
    private bool IsSilent() =>
        translation.KeepAlive > TimeSpan.Zero
        && !paused
        && time.GetElapsedTime(Volatile.Read(ref lastReadAt)) > translation.KeepAlive * 1.5;
}
