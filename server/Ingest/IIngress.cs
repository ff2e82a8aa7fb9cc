using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>
/// The way messages come in from nodes and go out to them: our own listener, or a session on an external broker.
/// </summary>
internal interface IIngress
{
    /// <summary>Listens or stays connected until <paramref name="stop"/>; trouble is logged, counted and tried again.</summary>
    Task RunAsync(CancellationToken stop);

    /// <summary>
    /// Sends to one node without waiting for it: false when it is not there or its bounded queue is full.
    /// Acks go with QoS 0; <paramref name="payload"/> is copied or written before this returns.
    /// </summary>
    bool Send(string node, Channel channel, ReadOnlySpan<byte> payload);

    /// <summary>Publishes the server's sign of life, retained.</summary>
    Task SendHeartbeatAsync(ReadOnlyMemory<byte> payload, CancellationToken stop);
}

/// <summary>Where an ingress puts what came. Never blocks and never throws; bounded, and says what it sheds.</summary>
internal interface IInbox
{
    void Put(in Arrival arrival);

    /// <summary>Counts what the ingress itself refused (a topic that is not the sender's, a packet too large).</summary>
    void Refuse(string node, Refusal reason, ReadOnlySpan<byte> bytes);
}

/// <summary>
/// One message of a node, in a buffer rented from the shared array pool, which its taker gives back.
/// </summary>
/// <param name="Node">Name of the node, as its login or (behind a broker) its topic says.</param>
/// <param name="Length">Bytes of <paramref name="Buffer"/> that are the payload.</param>
/// <param name="Retained">Came with the RETAIN flag: a broker's memory, no sign of life.</param>
/// <param name="Receipt">To be completed after the ledger's commit, where the sender counts on its PUBACK; else null.</param>
internal readonly record struct Arrival(
    string Node,
    Channel Channel,
    byte[] Buffer,
    int Length,
    bool Retained,
    IReceipt? Receipt
)
{
    public ReadOnlySpan<byte> Payload => Buffer.AsSpan(0, Length);
}

/// <summary>A PUBACK that waits.</summary>
internal interface IReceipt
{
    /// <summary>Lets the PUBACK go. May be called from any thread, once. Not called: the sender will send again.</summary>
    void Complete();
}
