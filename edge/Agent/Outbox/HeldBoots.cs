using Vigia.Wire;

namespace Vigia.Edge.Outbox;

/// <summary>What <c>health</c> says of the boots a node still holds packs of: the running one always, then the oldest.</summary>
internal static class HeldBoots
{
    public static List<HeldBoot> Of(Boots boots, OutboxStores stores, HeldBoot running) =>
        [running, .. boots.Held.Take(Math.Min(boots.Count, Health.MaxHeld) - 1).Select(b => HeldOf(b, stores))];

    public static int Left(Boots boots) => Math.Max(0, boots.Count - Health.MaxHeld);

    private static HeldBoot HeldOf(KnownBoot boot, OutboxStores stores) =>
        new(boot.Boot, stores.LowOf(boot.Boot) ?? boot.Next, boot.Next);
}
