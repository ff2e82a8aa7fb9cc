using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Vigia.Wire;

namespace Vigia.EndToEnd.Kit.Link;

/// <summary>
/// A TCP proxy between nodes and their server that understands MQTT: each PUBLISH meets the fate that <see cref="Rule"/> gives it.
/// </summary>
internal sealed class FaultyLink : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly int target;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<LinkConnection, Task> connections = new();
    private readonly ConcurrentDictionary<(Heading, Channel?), long> passed = new();
    private readonly Task accepting;
    private volatile TaskCompletionSource flowing = Completed();
    private volatile Func<Passing, Verdict> rule = _ => Verdict.Pass;

    public FaultyLink(int target)
    {
        this.target = target;
        Port = Ports.Free();
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Called by several connections at once.</summary>
    public Func<Passing, Verdict> Rule
    {
        get => rule;
        set => rule = value;
    }

    /// <summary>False: every new connection is closed at once.</summary>
    public bool Open { get; set; } = true;

    public long Connections { get; private set; }

    public long Count(Heading heading, Channel? channel) => passed.GetValueOrDefault((heading, channel));

    /// <summary>Bytes stay where they are, both ways, and nobody is told.</summary>
    public void Stall() => flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Flow() => flowing.TrySetResult();

    /// <summary>Ends every connection that stands.</summary>
    public void Cut()
    {
        foreach (var connection in connections.Keys)
        {
            connection.Cut();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        Flow();
        Cut();
        await accepting;
        await Task.WhenAll(connections.Values);
        stop.Dispose();
    }

    internal Task FlowingAsync() => flowing.Task.WaitAsync(stop.Token);

    internal Verdict Judge(Heading heading, string topic, ReadOnlyMemory<byte> payload)
    {
        Channel? channel = Topics.TryParse(topic, out _, out _, out var known) ? known : null;
        var number = passed.AddOrUpdate((heading, channel), 1, (_, count) => count + 1);
        return rule(new Passing(heading, channel, number, payload));
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var near = await listener.AcceptTcpClientAsync(stop.Token);
                Take(near);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Take(TcpClient near)
    {
        Connections++;
        if (!Open)
        {
            near.Dispose();
            return;
        }

        var connection = new LinkConnection(this, near, target);
        connections[connection] = RunAsync(connection);
    }

    private async Task RunAsync(LinkConnection connection)
    {
        await Task.Yield();
        await connection.RunAsync(stop.Token);
        connections.TryRemove(connection, out _);
    }

    private static TaskCompletionSource Completed()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
