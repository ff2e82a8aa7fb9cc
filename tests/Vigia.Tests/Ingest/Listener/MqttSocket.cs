using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vigia.Tests.Ingest.Listener;

/// <summary>A client of our own making, which can also do what no proper client does.</summary>
internal sealed class MqttSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly TcpClient tcp = new();

    private NetworkStream Stream { get; set; } = null!;

    public static async Task<MqttSocket> OpenAsync(IPEndPoint endPoint)
    {
        var socket = new MqttSocket();
        await socket.tcp.ConnectAsync(endPoint).WaitAsync(Patience);
        socket.tcp.NoDelay = true;
        socket.Stream = socket.tcp.GetStream();
        return socket;
    }

    public static async Task<MqttSocket> LoggedInAsync(
        IPEndPoint endPoint,
        string node,
        byte version = 4,
        ushort keepAlive = 60
    )
    {
        var socket = await OpenAsync(endPoint);
        await socket.SendAsync(Connect(node, KnownNodes.SecretOf(node), version, keepAlive));
        var (kind, body) = await socket.ReadAsync();
        Assert.Equal((2, 0), (kind, body[1]));
        return socket;
    }

    public static byte[] Connect(
        string node,
        string secret,
        byte version = 4,
        ushort keepAlive = 60,
        (string Topic, string Payload)? will = null,
        string? clientId = null
    )
    {
        var body = new List<byte>();
        Text(body, "MQTT");
        body.AddRange([version, (byte)(0xC2 | (will is null ? 0 : 0x2C)), (byte)(keepAlive >> 8), (byte)keepAlive]);
        NoProperties(body, version);
        Text(body, clientId ?? $"{KnownNodes.Site}.{node}");
        if (will is { } last)
        {
            NoProperties(body, version);
            Text(body, last.Topic);
            Text(body, last.Payload);
        }

        Text(body, $"{KnownNodes.Site}.{node}");
        Text(body, secret);
        return Packet(0x10, body);
    }

    public static byte[] Publish(
        string topic,
        string payload,
        ushort id = 0,
        byte version = 4,
        int qos = 1,
        bool retain = false
    )
    {
        var body = new List<byte>();
        Text(body, topic);
        if (qos > 0)
        {
            body.AddRange([(byte)(id >> 8), (byte)id]);
        }

        NoProperties(body, version);
        body.AddRange(Encoding.UTF8.GetBytes(payload));
        return Packet((byte)(0x30 | (qos << 1) | (retain ? 1 : 0)), body);
    }

    public static byte[] Subscribe(ushort id, byte version, params string[] filters)
    {
        var body = new List<byte> { (byte)(id >> 8), (byte)id };
        NoProperties(body, version);
        foreach (var filter in filters)
        {
            Text(body, filter);
            body.Add(1);
        }

        return Packet(0x82, body);
    }

    public static byte[] PingReq => [0xC0, 0];

    public static byte[] Disconnect => [0xE0, 0];

    public static byte[] Packet(byte header, List<byte> body)
    {
        var packet = new List<byte> { header };
        var rest = body.Count;
        do
        {
            packet.Add((byte)((rest & 0x7F) | (rest > 0x7F ? 0x80 : 0)));
            rest >>= 7;
        } while (rest > 0);

        packet.AddRange(body);
        return [.. packet];
    }

    public async Task SendAsync(params byte[][] packets)
    {
        foreach (var packet in packets)
        {
            await Stream.WriteAsync(packet).AsTask().WaitAsync(Patience);
        }
    }

    /// <summary>The next packet: its kind and its body.</summary>
    public async Task<(int Kind, byte[] Body)> ReadAsync()
    {
        var (header, body) = await ReadWithHeaderAsync();
        return (header >> 4, body);
    }

    public async Task<(int Header, byte[] Body)> ReadWithHeaderAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var one = new byte[1];
        await Stream.ReadExactlyAsync(one, patience.Token);
        var header = one[0];
        var (length, shift) = (0, 0);
        do
        {
            await Stream.ReadExactlyAsync(one, patience.Token);
            length |= (one[0] & 0x7F) << shift;
            shift += 7;
        } while (one[0] > 0x7F);

        var body = new byte[length];
        await Stream.ReadExactlyAsync(body, patience.Token);
        return (header, body);
    }

    public async Task<(int Kind, ushort Id)> ReadAckAsync()
    {
        var (kind, body) = await ReadAsync();
        return (kind, BinaryPrimitives.ReadUInt16BigEndian(body));
    }

    /// <summary>True when nothing has come for now: whatever is asserted with it is asserted again by what comes next.</summary>
    public bool IsQuiet => tcp.Available == 0;

    /// <summary>Waits until the server has closed; what still comes is passed over.</summary>
    public async Task<bool> IsClosedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var bytes = new byte[4096];
            while (await Stream.ReadAsync(bytes, patience.Token) > 0) { }
            return true;
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>As a machine whose power goes: no DISCONNECT.</summary>
    public void Dispose() => tcp.Dispose();

    private static void NoProperties(List<byte> body, byte version)
    {
        if (version == 5)
        {
            body.Add(0);
        }
    }

    private static void Text(List<byte> body, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        body.AddRange([(byte)(bytes.Length >> 8), (byte)bytes.Length]);
        body.AddRange(bytes);
    }
}
