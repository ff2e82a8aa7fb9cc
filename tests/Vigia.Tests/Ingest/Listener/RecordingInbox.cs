using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Vigia.Server.Ingest;
using Vigia.Wire;

namespace Vigia.Tests.Ingest;

/// <summary>Keeps what came as text, and receipts until the test lets them go.</summary>
internal sealed class RecordingInbox : IInbox
{
    private readonly ConcurrentQueue<Came> arrivals = [];
    private readonly ConcurrentQueue<(string Node, Refusal Reason)> refusals = [];
    private long count;

    public IReadOnlyList<Came> Arrivals => [.. arrivals];

    public IReadOnlyList<(string Node, Refusal Reason)> Refusals => [.. refusals];

    public long Count => Interlocked.Read(ref count);

    public IEnumerable<string> Texts(Channel channel) => arrivals.Where(a => a.Channel == channel).Select(a => a.Text);

    public void Put(in Arrival arrival)
    {
        var text = Encoding.UTF8.GetString(arrival.Payload);
        arrivals.Enqueue(new Came(arrival.Node, arrival.Channel, text, arrival.Retained, arrival.Receipt));
        ArrayPool<byte>.Shared.Return(arrival.Buffer);
        Interlocked.Increment(ref count);
    }

    public void Refuse(string node, Refusal reason, ReadOnlySpan<byte> bytes) => refusals.Enqueue((node, reason));
}

internal sealed record Came(string Node, Channel Channel, string Text, bool Retained, IReceipt? Receipt);
