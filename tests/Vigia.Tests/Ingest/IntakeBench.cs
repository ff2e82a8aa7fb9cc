using System.Buffers;
using System.Text;
using System.Text.Json;
using Vigia.Server.Ingest;
using Vigia.Server.Ledger;
using Vigia.Server.Nodes;
using Vigia.Wire;

namespace Vigia.Tests.Ingest;

/// <summary>An intake on a work bench: packs in, acks out, no sockets.</summary>
internal sealed class IntakeBench(ILedgerStore store, long nowMs = IntakeBench.Noon)
{
    public const long Noon = 1_764_000_000_000;

    private readonly List<Queued> arrivals = [];

    public Intake Intake { get; private set; } = new(store, new EveryNode());

    public long NowMs { get; set; } = nowMs;

    public bool ServerHasTime { get; set; } = true;

    public ILedgerStore Store => store;

    /// <summary>The process dies and is started again on what was committed.</summary>
    public void Restart(ILedgerStore reopened)
    {
        arrivals.Clear();
        Intake = new Intake(reopened, new EveryNode());
    }

    public IntakeBench Arrives(string node, Channel channel, ReadOnlySpan<byte> payload, IReceipt? receipt = null)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(payload.Length);
        payload.CopyTo(buffer);
        arrivals.Add(new Queued(new Arrival(node, channel, buffer, payload.Length, Retained: false, receipt), NowMs));
        return this;
    }

    public IntakeBench Arrives(string node, Channel channel, string json) =>
        Arrives(node, channel, Encoding.UTF8.GetBytes(json));

    public IntakeBench Pack(string node, ulong boot, long seq, double value = 20, PackHeader? header = null)
    {
        var made = header ?? new PackHeader(new BootId(boot), seq, ClockQuality.Ntp, NowMs + seq, null, 0);
        return Arrives(node, Channel.Data, PackEncoder.Encode(node, made, [new Reading("air", "Cel", value)]));
    }

    public IntakeBench Health(string node, ulong boot, int rest, params HeldBoot[] held)
    {
        var health = new Wire.Health(
            new BootId(boot),
            1,
            "1",
            held,
            rest,
            0,
            new Dictionary<string, long>(),
            0,
            new Dictionary<string, long>()
        );
        return Arrives(node, Channel.Health, JsonSerializer.SerializeToUtf8Bytes(health, WireJson.Default.Health));
    }

    public IntakeBench Learns(string node, uint kernelBoot, long atMs)
    {
        arrivals.Add(new Queued(default, 0, new LearnedAnchor(node, kernelBoot, atMs)));
        return this;
    }

    public TurnOutcome Turn(bool clockStepped = false)
    {
        try
        {
            return Intake.Turn(arrivals, ServerHasTime, clockStepped);
        }
        finally
        {
            arrivals.Clear();
        }
    }

    public IReadOnlyList<Ack> Acks(bool clockStepped = false) =>
        [.. Turn(clockStepped).Touched.SelectMany(t => t.Acks("me"))];
}

internal sealed class EveryNode : INodeRegister
{
    public bool Verify(string user, ReadOnlySpan<byte> secret, out string node)
    {
        node = user;
        return true;
    }

    public string? ZoneOf(string node) => "zone-of-" + node;

    public bool Knows(string node) => true;
}
