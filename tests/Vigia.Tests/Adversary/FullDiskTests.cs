using System.Buffers;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Clock;
using Vigia.Server.Health;
using Vigia.Server.Ingest;
using Vigia.Server.Ledger;
using Vigia.Tests.Ingest;
using Vigia.Wire;

namespace Vigia.Tests.Adversary;

public sealed class FullDiskTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-full-");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>A fire must not wait for a disk.</summary>
    [Fact]
    public void What_is_not_stored_for_want_of_room_is_judged_all_the_same()
    {
        var ledger = new SqliteLedger(folder.FullName, NullLogger<SqliteLedger>.Instance) { HasRoom = () => false };
        using var closing = ledger;
        using var reader = new LedgerReader(folder.FullName);
        var clock = new ServerClock(new ClockOptions(ClockQuality.Ntp));
        var watch = new ClockWatch();
        var desk = new TimeDesk(clock, watch);
        var options = new IngestOptions();
        var metrics = new IngestMetrics();
        var inbox = new Inbox(options, clock, desk, metrics);
        var state = new ServerState();
        var judged = new List<LedgerRow>();
        var self = ServerSelf.Start("me", clock.NowMs);
        var context = new IngestContext(self, options, clock, watch, desk, state, metrics)
        {
            JudgeUnstored = judged.AddRange,
        };
        var intake = new Intake(ledger, new EveryNode());
        using var loop = new IntakeLoop(inbox, intake, ledger, reader, context, NullLogger<IntakeLoop>.Instance);
        Send(inbox);

        loop.Collect();
        Assert.False(loop.TryTurn());

        Assert.Single(judged);
        Assert.Equal(StoreState.Full, state.Store);
        Assert.Empty(reader.ReadAfter(0, 10));
    }

    private static void Send(Inbox inbox)
    {
        var header = new PackHeader(new BootId(7), 0, ClockQuality.Ntp, 1_764_000_000_000, null, 0);
        var bytes = PackEncoder.Encode("inv-1", header, [new Reading("air", "Cel", 61)]);
        var rented = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(rented, 0);
        inbox.Put(new Arrival("inv-1", Channel.Data, rented, bytes.Length, Retained: false, Receipt: null));
    }
}
