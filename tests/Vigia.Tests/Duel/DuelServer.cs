using System.Buffers;
using Vigia.Server.Ingest;
using Vigia.Server.Ledger;
using Vigia.Tests.Ingest;
using Vigia.Tests.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Duel;

/// <summary>The server of the duel: the shipped intake on a ledger that forgets what was not committed.</summary>
internal sealed class DuelServer
{
    public const string Id = "server-1";

    private readonly IntakeBench bench;
    private MemoryLedger.Backup backup;
    private int run;
    private int failingTurns;
    private bool clockStepped;

    public DuelServer(long nowMs)
    {
        bench = new IntakeBench(Ledger, nowMs);
        backup = Ledger.BackUp();
    }

    public MemoryLedger Ledger { get; } = new();

    public int FailedTurns { get; private set; }

    public long NowMs
    {
        get => bench.NowMs;
        set => bench.NowMs = value;
    }

    public void Receive(string node, Channel channel, byte[] bytes) => bench.Arrives(node, channel, bytes);

    public void Anchor(string node, uint kernelBoot, long upMs) => bench.Learns(node, kernelBoot, NowMs - upMs);

    public Heartbeat Heartbeat() => new(Id, $"run-{run}", 1, NowMs / 1000.0, ClockQuality.Ntp, StoreState.Ok);

    /// <summary>The disk takes nothing for so many turns.</summary>
    public void FailFor(int turns) => failingTurns = turns;

    /// <summary>Commits all that came, and gives the acks of it; none when the ledger fails.</summary>
    public IEnumerable<(string Node, byte[] Ack)> Turn()
    {
        Ledger.Fails = failingTurns > 0;
        failingTurns = Math.Max(0, failingTurns - 1);
        try
        {
            var outcome = bench.Turn(clockStepped);
            clockStepped = false;
            return [.. outcome.Touched.SelectMany(t => t.Acks(Id).Select(ack => (t.Sets.Node, Bytes(ack))))];
        }
        catch (LedgerUnavailableException)
        {
            FailedTurns++;
            return [];
        }
    }

    public void Kill()
    {
        run++;
        bench.Restart(Ledger);
    }

    public void BackUp() => backup = Ledger.BackUp();

    /// <summary>Starts on the last backup.</summary>
    /// <returns>What had been settled since that backup.</returns>
    public List<PackKey> Restore()
    {
        var undone = Ledger.Restore(backup);
        Kill();
        return undone;
    }

    public Standing StandingOf(PackKey key) => Ledger.Committed(key.Node, key.Boot)?.Of(key.Seq) ?? Standing.Unknown;

    public void StepClock(long ms)
    {
        NowMs += ms;
        clockStepped = true;
    }

    private static byte[] Bytes(Ack ack)
    {
        var output = new ArrayBufferWriter<byte>();
        ack.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }
}
