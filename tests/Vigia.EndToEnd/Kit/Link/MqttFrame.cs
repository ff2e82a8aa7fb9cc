using System.Buffers.Binary;
using System.Text;

namespace Vigia.EndToEnd.Kit.Link;

/// <summary>One MQTT control packet, whole, as it stood on the wire.</summary>
internal sealed class MqttFrame(byte[] bytes, int headerLength)
{
    private const int Connect = 1;
    private const int Publish = 3;
    private const int PubAck = 4;

    public byte[] Bytes => bytes;

    public bool IsConnect => Kind == Connect;

    public bool IsPublish => Kind == Publish;

    public bool IsPubAck => Kind == PubAck;

    public int Qos => (bytes[0] >> 1) & 3;

    /// <summary>3 is MQTT 3.1, 4 is 3.1.1, 5 is 5; of a CONNECT.</summary>
    public int Protocol => bytes[headerLength + 2 + ReadLength(headerLength)];

    public string Topic => Encoding.UTF8.GetString(bytes, headerLength + 2, ReadLength(headerLength));

    /// <summary>Of a PUBACK, and of a PUBLISH above QoS 0.</summary>
    public int PacketId => ReadLength(IsPublish ? AfterTopic : headerLength);

    private int Kind => bytes[0] >> 4;

    private int AfterTopic => headerLength + 2 + ReadLength(headerLength);

    public ReadOnlyMemory<byte> Payload(int protocol) => bytes.AsMemory(PayloadStart(protocol));

    public MqttFrame WithPayload(ReadOnlySpan<byte> payload, int protocol)
    {
        var head = bytes.AsSpan(headerLength..PayloadStart(protocol));
        var length = head.Length + payload.Length;
        byte[] header = [bytes[0], .. VariableLength(length)];
        return new MqttFrame([.. header, .. head, .. payload], header.Length);
    }

    /// <summary>What the receiver of a QoS 1 PUBLISH answers. A reason code of success may be left out in MQTT 5.</summary>
    public static MqttFrame Acknowledge(int packetId) => new([0x40, 2, (byte)(packetId >> 8), (byte)packetId], 2);

    private int PayloadStart(int protocol)
    {
        var at = AfterTopic + (Qos > 0 ? 2 : 0);
        return protocol < 5 ? at : SkipProperties(at);
    }

    private int SkipProperties(int at)
    {
        var length = 0;
        var shift = 0;
        byte next;
        do
        {
            next = bytes[at++];
            length |= (next & 0x7f) << shift;
            shift += 7;
        } while (next >= 0x80);
        return at + length;
    }

    private int ReadLength(int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    private static List<byte> VariableLength(int length)
    {
        var digits = new List<byte>();
        do
        {
            digits.Add((byte)((length & 0x7f) | (length > 0x7f ? 0x80 : 0)));
            length >>= 7;
        } while (length > 0);
        return digits;
    }
}
