using Vigia.Edge.Clock;
using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.EndToEnd.Kit;

/// <summary>Fills a node's outbox as an earlier run of its process would have in a long outage: by the shipped code, but at once.</summary>
internal static class History
{
    private const long StepMs = 100;

    public static void Put(AgentPlan node, int packs, long cardBytes = 64 << 20)
    {
        var folder = Topics.ClientId(Farm.Site, node.Node);
        using var young = new PackStore(Path.Combine(node.RuntimeFolder, folder), PackStorePlace.Young);
        using var card = new PackStore(Path.Combine(node.DataFolder, folder), PackStorePlace.Card);
        using var referee = new Referee(node.LedgerPath);
        var clock = new NodeClock(new LinuxClock());
        var outbox = new Outbox(
            new NodeIdentity(Farm.Site, node.Node, "unheard-of", BootId.Draw()),
            clock,
            new OutboxStores(young, card),
            new OutboxLimits { CardBytes = cardBytes }
        )
        {
            Referee = referee,
        };
        var (now, up) = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), clock.UpMs);
        for (var pack = 0; pack < packs; pack++)
        {
            var ago = (packs - pack) * StepMs;
            outbox.Put(
                new Sweep(now - ago, up - ago, ClockQuality.Ntp, [new Reading("air", "Cel", 20 + (pack % 100 * 0.1))])
            );
        }

        outbox.Flush(clock.UpMs);
    }
}
