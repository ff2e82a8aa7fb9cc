using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Clock;
using Vigia.Server.Health;
using Vigia.Server.Ingest;
using Vigia.Server.Ledger;
using Vigia.Tests.Ingest;
using Vigia.Wire;

namespace Vigia.Tests.Kit;

/// <summary>The intake's loop over a real ledger in a temporary folder; only the network and the disk's size are told.</summary>
internal sealed class IntakePlace : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-loop-");
    private readonly SqliteLedger ledger;
    private readonly LedgerReader follower;
    private volatile bool roomLeft = true;

    public IntakePlace(IngestOptions? options = null)
    {
        ledger = new SqliteLedger(folder.FullName, NullLogger<SqliteLedger>.Instance) { HasRoom = () => roomLeft };
        follower = new LedgerReader(folder.FullName);
        var bounds = options ?? new IngestOptions();
        var clock = new ServerClock(new ClockOptions(ClockQuality.Ntp));
        var watch = new ClockWatch();
        var desk = new TimeDesk(clock, watch);
        Inbox = new Inbox(bounds, clock, desk, Metrics) { Ingress = Sent };
        var self = ServerSelf.Start("me", clock.NowMs);
        var context = new IngestContext(self, bounds, clock, watch, desk, State, Metrics);
        var intake = new Intake(ledger, new EveryNode());
        Loop = new IntakeLoop(Inbox, intake, ledger, follower, context, NullLogger<IntakeLoop>.Instance);
    }

    public Inbox Inbox { get; }

    public IntakeLoop Loop { get; }

    public ServerState State { get; } = new();

    public IngestMetrics Metrics { get; } = new();

    public SentMail Sent { get; } = new();

    /// <summary>False: the disk is down to its reserve.</summary>
    public bool HasRoom
    {
        set => roomLeft = value;
    }

    /// <summary>What another process sees of the ledger at this moment.</summary>
    public int CommittedRows
    {
        get
        {
            using var looker = new LedgerReader(folder.FullName);
            return looker.ReadAfter(0, 10_000).Count;
        }
    }

    /// <summary>How far followers have been told to read.</summary>
    public long ToldFollowers => follower.LastRow;

    public bool Turn()
    {
        Loop.Collect();
        return Loop.TryTurn();
    }

    public void PackArrives(string node, long seq)
    {
        var header = new PackHeader(new BootId(7), seq, ClockQuality.Ntp, IntakeBench.Noon + seq, null, 0);
        Inbox.Arrives(node, Channel.Data, PackEncoder.Encode(node, header, [new Reading("air", "Cel", 21)]));
    }

    public Receipt PlainArrives(long atSeconds)
    {
        var receipt = new Receipt(() => CommittedRows);
        var text = $$"""[{"n":"air","u":"Cel","v":21,"t":{{atSeconds}}}]""";
        Inbox.Arrives("meter-1", Channel.Plain, Encoding.UTF8.GetBytes(text), receipt: receipt);
        return receipt;
    }

    public void Dispose()
    {
        Loop.Dispose();
        follower.Dispose();
        ledger.Dispose();
        folder.Delete(recursive: true);
    }
}

/// <summary>A PUBACK that remembers how many rows stood in the ledger when it was let go.</summary>
internal sealed class Receipt(Func<int> committedRows) : IReceipt
{
    private int completed;

    public int Completed => Volatile.Read(ref completed);

    public int RowsAtCompletion { get; private set; } = -1;

    public void Complete()
    {
        RowsAtCompletion = committedRows();
        Interlocked.Increment(ref completed);
    }
}

internal static class Arrivals
{
    public static void Arrives(
        this Inbox inbox,
        string node,
        Channel channel,
        ReadOnlySpan<byte> payload,
        bool retained = false,
        IReceipt? receipt = null
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(payload.Length);
        payload.CopyTo(buffer);
        inbox.Put(new Arrival(node, channel, buffer, payload.Length, retained, receipt));
    }
}
