using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Clock;
using Vigia.Server.Health;
using Vigia.Server.Ingest;
using Vigia.Server.Ledger;
using Vigia.Tests.Ingest;
using Vigia.Wire;

namespace Vigia.Tests.Adversary;

public sealed class StepTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-step-");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>A question is answered, the clock is stepped, and only then does the answer's anchor reach the ledger.</summary>
    [Fact]
    public async Task An_anchor_of_the_clock_as_it_was_before_a_step_is_not_learned()
    {
        var file = Path.Combine(folder.FullName, "clock");
        await File.WriteAllTextAsync(file, "offset=0\n");
        var clock = new ServerClock(new ClockOptions(ClockQuality.Ntp, file));
        using var ledger = new SqliteLedger(folder.FullName, NullLogger<SqliteLedger>.Instance);
        using var reader = new LedgerReader(folder.FullName);
        var watch = new ClockWatch();
        var desk = new TimeDesk(clock, watch);
        var options = new IngestOptions();
        var inbox = new Inbox(options, clock, desk, new IngestMetrics());
        var self = ServerSelf.Start("me", clock.NowMs);
        var context = new IngestContext(self, options, clock, watch, desk, new ServerState(), new IngestMetrics());
        var intake = new Intake(ledger, new EveryNode());
        using var loop = new IntakeLoop(inbox, intake, ledger, reader, context, NullLogger<IntakeLoop>.Instance);
        Assert.True(loop.TryTurn());
        Ask(inbox);
        var before = clock.NowMs;
        await File.WriteAllTextAsync(file, "offset=86400\n");
        await Vigia.EndToEnd.Kit.Eventually.Until("the clock is stepped", () => clock.NowMs > before + 3_600_000);

        loop.Collect();
        Assert.True(loop.TryTurn());

        Assert.Empty(ledger.LoadAnchors());
        Ask(inbox);
        loop.Collect();
        Assert.True(loop.TryTurn());
        Assert.Single(ledger.LoadAnchors());
    }

    private static void Ask(Inbox inbox)
    {
        var ask = Encoding.UTF8.GetBytes("{\"n\":1,\"up\":100,\"kb\":\"c01d\",\"clk\":0,\"t\":1}");
        var rented = ArrayPool<byte>.Shared.Rent(ask.Length);
        ask.CopyTo(rented, 0);
        inbox.Put(new Arrival("inv-1", Channel.TimeAsk, rented, ask.Length, Retained: false, Receipt: null));
    }
}
