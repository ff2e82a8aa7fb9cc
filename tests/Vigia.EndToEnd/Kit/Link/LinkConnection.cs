using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Vigia.EndToEnd.Kit.Link;

/// <summary>One connection through the link: two pumps, one a direction.</summary>
internal sealed class LinkConnection(FaultyLink link, TcpClient near, int target)
{
    private readonly TcpClient far = new();
    private readonly SemaphoreSlim nearWrite = new(1);
    private readonly SemaphoreSlim farWrite = new(1);

    // PUBACKs for copies that the sender knows nothing of.
    private readonly ConcurrentDictionary<int, int> unasked = new();
    private volatile int protocol = 4;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, target, stop);
            near.NoDelay = far.NoDelay = true;
            await Task.WhenAny(PumpAsync(Heading.ToServer, stop), PumpAsync(Heading.ToNode, stop));
        }
        catch (Exception e) when (IsEnd(e))
        {
            // The server is away: the node sees what it would see.
        }
        finally
        {
            Cut();
        }
    }

    public void Cut()
    {
        near.Close();
        far.Close();
    }

    private async Task PumpAsync(Heading heading, CancellationToken stop)
    {
        try
        {
            var reader = new FrameReader(heading == Heading.ToServer ? near.GetStream() : far.GetStream());
            while (await reader.NextAsync(stop) is { } frame)
            {
                await link.FlowingAsync();
                await PassAsync(heading, frame);
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            // Either side closed, or the link was cut.
        }
    }

    private Task PassAsync(Heading heading, MqttFrame frame)
    {
        if (frame.IsConnect)
        {
            protocol = frame.Protocol;
        }

        if (frame.IsPubAck && WasUnasked(frame.PacketId))
        {
            return Task.CompletedTask;
        }

        return frame.IsPublish ? PublishAsync(heading, frame) : WriteAsync(heading, frame);
    }

    private async Task PublishAsync(Heading heading, MqttFrame frame)
    {
        var verdict = link.Judge(heading, frame.Topic, frame.Payload(protocol));
        switch (verdict.Fate)
        {
            case Fate.Drop when frame.Qos == 1:
                await WriteAsync(Opposite(heading), MqttFrame.Acknowledge(frame.PacketId));
                break;
            case Fate.Drop:
                break;
            case Fate.Cut:
                Cut();
                break;
            case Fate.Late:
                _ = WriteLaterAsync(heading, frame, verdict.Delay);
                break;
            case Fate.Replace:
                await WriteAsync(heading, frame.WithPayload(verdict.Payload.Span, protocol));
                break;
            case Fate.Double:
                ExpectUnasked(frame);
                await WriteAsync(heading, frame);
                await WriteAsync(heading, frame);
                break;
            default:
                await WriteAsync(heading, frame);
                break;
        }
    }

    private async Task WriteLaterAsync(Heading heading, MqttFrame frame, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay);
            await WriteAsync(heading, frame);
        }
        catch (Exception e) when (IsEnd(e))
        {
            // It was too late.
        }
    }

    private async Task WriteAsync(Heading heading, MqttFrame frame)
    {
        var (client, gate) = heading == Heading.ToServer ? (far, farWrite) : (near, nearWrite);
        await gate.WaitAsync();
        try
        {
            await client.GetStream().WriteAsync(frame.Bytes);
        }
        finally
        {
            gate.Release();
        }
    }

    private void ExpectUnasked(MqttFrame frame)
    {
        if (frame.Qos == 1)
        {
            unasked.AddOrUpdate(frame.PacketId, 1, (_, count) => count + 1);
        }
    }

    private bool WasUnasked(int packetId) => unasked.TryRemove(packetId, out _);

    private static Heading Opposite(Heading heading) => heading == Heading.ToServer ? Heading.ToNode : Heading.ToServer;

    private static bool IsEnd(Exception e) =>
        e
            is IOException
                or SocketException
                or ObjectDisposedException
                or OperationCanceledException
                or InvalidOperationException;
}
