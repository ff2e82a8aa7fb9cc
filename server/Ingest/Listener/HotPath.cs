using System.Buffers;
using Vigia.Wire;

namespace Vigia.Server.Ingest.Listener;

/// <summary>Which acknowledgement a sender waits for.</summary>
internal readonly record struct Owed(int Qos, ushort Id);

/// <summary>
/// Takes the readings of one connection from its buffer into the inbox. Journalling packs are acknowledged at once, for
/// what a node counts on is <c>ack</c>; plain ones when the ledger has them. Allocates nothing for a pack.
/// </summary>
internal sealed class HotPath(IInbox inbox, Outgoing outgoing, ReceiptBook<Owed> receipts)
{
    private int packs;

    /// <summary>False when the other side does not fetch its acknowledgements.</summary>
    public bool Take(NodeRights rights, Channel channel, in PublishPacket packet)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(packet.Payload.Length);
        packet.Payload.CopyTo(buffer);
        var owed = new Owed(packet.Qos, packet.Id);
        var receipt = channel == Channel.Plain && packet.Qos > 0 ? receipts.Open(owed, packet.Payload.Length) : null;
        inbox.Put(new Arrival(rights.Node, channel, buffer, packet.Payload.Length, Retained: false, receipt));
        if (channel == Channel.Plain)
        {
            IngressMeter.CountReceived(Channel.Plain);
            return true;
        }

        packs++;
        return packet.Qos == 0 || outgoing.TryAcknowledge(owed.Qos, owed.Id);
    }

    /// <summary>Counts the packs since the last time: once a read, not once a pack.</summary>
    public void Tally()
    {
        if (packs > 0)
        {
            IngressMeter.CountReceived(Channel.Data, packs);
            packs = 0;
        }
    }
}
