using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Vigia.Wire;

namespace Vigia.Benchmarks;

/// <param name="Connections">One node each: <c>load-0</c> and so on, unless <paramref name="Node"/> says otherwise.</param>
/// <param name="Window">Packs of one connection that may wait for their PUBACK.</param>
/// <param name="Packs">In all, QoS 1; a tenth as many are sent first and not measured.</param>
/// <param name="Secret">Of a node, by its name.</param>
/// <param name="PerSecond">Packs of all connections together; more than the ledger can take would be shed, not measured.</param>
/// <param name="WarmedUp">Done between the packs that are not measured and those that are.</param>
internal sealed record IngressLoadOptions(
    IPEndPoint Server,
    string Site,
    Func<int, string> Node,
    Func<string, string> Secret,
    int Connections = 8,
    int Window = 500,
    int Packs = 60_000,
    int PerSecond = 10_000,
    Func<Task>? WarmedUp = null
);

/// <summary>Packs measured, and how long their PUBACKs took.</summary>
internal sealed record IngressLoadResult(int Packs, TimeSpan Took);

/// <summary>Publishes packs of five values as fast as the window lets, on bare sockets, so that the generator costs little.</summary>
internal static class IngressLoad
{
    public static async Task<IngressLoadResult> RunAsync(IngressLoadOptions options)
    {
        var connections = new List<LoadConnection>();
        try
        {
            for (var n = 0; n < options.Connections; n++)
            {
                connections.Add(await LoadConnection.OpenAsync(options, options.Node(n)));
            }

            await PublishAsync(connections, options.Packs / 10);
            if (options.WarmedUp is { } warmedUp)
            {
                await warmedUp();
            }

            var clock = Stopwatch.StartNew();
            return new IngressLoadResult(await PublishAsync(connections, options.Packs), clock.Elapsed);
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }

    private static async Task<int> PublishAsync(List<LoadConnection> connections, int packs)
    {
        var each = Math.Max(1, packs / connections.Count);
        await Task.WhenAll(connections.Select(connection => Task.Run(() => connection.PublishAsync(each))));
        return each * connections.Count;
    }
}

/// <summary>One node of the load, MQTT 3.1.1.</summary>
internal sealed class LoadConnection : IDisposable
{
    private const int AckBytes = 4;

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] acks = new byte[16 * 1024];
    private readonly string node;
    private readonly int window;
    private readonly double perSecond;
    private readonly byte[] topic;
    private readonly BootId boot = BootId.Draw();
    private readonly long startMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    private long seq;
    private int acksCut;

    private LoadConnection(IngressLoadOptions options, string node)
    {
        (this.node, window) = (node, options.Window);
        perSecond = options.PerSecond / (double)options.Connections;
        topic = Encoding.ASCII.GetBytes(Topics.Of(options.Site, node, Channel.Data));
    }

    public static async Task<LoadConnection> OpenAsync(IngressLoadOptions options, string node)
    {
        var connection = new LoadConnection(options, node);
        await connection.socket.ConnectAsync(options.Server);
        var user = Topics.ClientId(options.Site, node);
        await connection.socket.SendAsync(Login(user, options.Secret(node)));
        var read = await connection.socket.ReceiveAsync(connection.acks);
        return read == 4 && connection.acks[3] == 0
            ? connection
            : throw new InvalidOperationException($"{user} was not let in");
    }

    /// <summary>Returns when each has its PUBACK.</summary>
    public async Task PublishAsync(int packs)
    {
        var (sent, acknowledged, clock) = (0, 0, Stopwatch.StartNew());
        while (acknowledged < packs)
        {
            var due = (int)(clock.Elapsed.TotalSeconds * perSecond) + 1 - sent;
            var batch = Math.Min(due, Math.Min(window - (sent - acknowledged), packs - sent));
            if (batch <= 0 && sent == acknowledged)
            {
                await Task.Delay(1);
                continue;
            }

            if (batch > 0)
            {
                await SendAllAsync(Batch(batch));
                sent += batch;
            }

            if (sent > acknowledged)
            {
                acknowledged += await ReadAcksAsync();
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }

    private async Task<int> ReadAcksAsync()
    {
        var read = await socket.ReceiveAsync(acks);
        if (read == 0)
        {
            throw new InvalidOperationException($"{node} was closed by the server");
        }

        var bytes = acksCut + read;
        acksCut = bytes % AckBytes;
        return bytes / AckBytes;
    }

    private byte[] Batch(int packs)
    {
        var batch = new MemoryStream();
        for (var n = 0; n < packs; n++)
        {
            WritePublish(batch, Pack());
        }

        return batch.ToArray();
    }

    private byte[] Pack()
    {
        // A node's stamps never repeat: a millisecond a pack.
        var header = new PackHeader(boot, seq, ClockQuality.Ntp, startMs + seq++, Environment.TickCount64, 0xC01D);
        return PackEncoder.Encode(
            node,
            header,
            [
                new("air", "Cel", 27.4 + (seq % 10)),
                new("humidity", "%RH", 61.5),
                new("soil", "/", 0.31),
                new("co2", "ppm", 612),
                new("litros", "l", 3.5, 5120.5),
            ]
        );
    }

    private void WritePublish(MemoryStream output, byte[] payload)
    {
        output.WriteByte(0x32);
        WriteLength(output, 2 + topic.Length + 2 + payload.Length);
        WriteText(output, topic);
        var id = (ushort)((seq % ushort.MaxValue) + 1);
        output.Write([(byte)(id >> 8), (byte)id]);
        output.Write(payload);
    }

    private static byte[] Login(string user, string secret)
    {
        var body = new MemoryStream();
        WriteText(body, "MQTT"u8);
        body.Write([4, 0xC2, 0, 0]);
        WriteText(body, Encoding.ASCII.GetBytes(user));
        WriteText(body, Encoding.ASCII.GetBytes(user));
        WriteText(body, Encoding.UTF8.GetBytes(secret));
        var packet = new MemoryStream();
        packet.WriteByte(0x10);
        WriteLength(packet, (int)body.Length);
        body.WriteTo(packet);
        return packet.ToArray();
    }

    private static void WriteText(MemoryStream output, ReadOnlySpan<byte> text)
    {
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)text.Length);
        output.Write(length);
        output.Write(text);
    }

    private static void WriteLength(MemoryStream output, int value)
    {
        do
        {
            var rest = value >> 7;
            output.WriteByte((byte)(rest > 0 ? (value & 0x7F) | 0x80 : value));
            value = rest;
        } while (value > 0);
    }
}
