using System.Collections.Concurrent;
using System.Text;
using Vigia.Server.Ingest;
using Vigia.Wire;

namespace Vigia.Tests.Kit;

/// <summary>An ingress without a network: keeps what was sent to nodes.</summary>
internal sealed class SentMail : IIngress
{
    private readonly ConcurrentQueue<(string Node, Channel Channel, string Text)> sent = [];

    /// <summary>Called at each message, before it counts as sent.</summary>
    public Action? OnSend { get; set; }

    public IReadOnlyList<(string Node, Channel Channel, string Text)> All => [.. sent];

    public Task RunAsync(CancellationToken stop) => Task.CompletedTask;

    public bool Send(string node, Channel channel, ReadOnlySpan<byte> payload)
    {
        OnSend?.Invoke();
        sent.Enqueue((node, channel, Encoding.UTF8.GetString(payload)));
        return true;
    }

    public Task SendHeartbeatAsync(ReadOnlyMemory<byte> payload, CancellationToken stop) => Task.CompletedTask;
}
