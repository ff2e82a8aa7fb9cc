namespace Vigia.Server.Farm;

/// <summary>A node whose siren the service sounds when nobody answers a fire.</summary>
/// <param name="Node">Its <c>node.yaml</c> has a <c>siren</c>.</param>
/// <param name="Zones">Fires there; none, with no kinds either: every fire.</param>
/// <param name="Kinds">Fires in zones of these kinds.</param>
/// <param name="Sound">It sounds so long at once, 5 seconds to 10 minutes; the node's own bound may be shorter.</param>
/// <param name="Phones">When it tells, by pulses, that no text leaves for a phone; null: never.</param>
internal sealed record SirenPlan(
    string Node,
    IReadOnlyList<string> Zones,
    IReadOnlyList<string> Kinds,
    TimeSpan Sound,
    QuietHours? Phones
)
{
    public static readonly TimeSpan DefaultSound = TimeSpan.FromMinutes(3);

    // By night a siren is a fire, and nobody mends a modem then.
    public static readonly QuietHours DefaultPhones = new(new TimeOnly(6, 0), new TimeOnly(20, 0));

    /// <param name="zone">Null: a node without a zone.</param>
    public bool IsFor(ZonePlan? zone) =>
        (Zones.Count == 0 && Kinds.Count == 0)
        || (zone is not null && (Zones.Contains(zone.Name) || Kinds.Contains(zone.Kind)));
}

internal static class SirenReader
{
    public const int MaxSirens = 20;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly string[] Keys = ["node", "zones", "kinds", "sound", "phones"];

    public static IReadOnlyList<SirenPlan> ReadAll(
        FarmSection root,
        IReadOnlyList<NodePlan> nodes,
        IReadOnlyList<ZonePlan> zones
    )
    {
        var sirens = new List<SirenPlan>();
        foreach (var section in root.List("sirens", MaxSirens))
        {
            section.AllowOnly(Keys);
            var siren = new SirenPlan(
                section.OneOf("node", [.. nodes.Select(node => node.Name)]),
                section.NamesOf("zones", [.. zones.Select(zone => zone.Name)], FarmFile.MaxZones),
                section.NamesOf("kinds", [.. zones.Select(zone => zone.Kind).Distinct()], FarmFile.MaxZones),
                section.Duration("sound", SirenPlan.DefaultSound, Longest, Shortest),
                PhonesOf(section)
            );
            if (sirens.Exists(other => other.Node == siren.Node))
            {
                section.Refuse("node", section.Words.SirenTaken(siren.Node));
            }

            sirens.Add(siren);
        }

        WarnOfDeafPosts(root, zones, sirens);
        return sirens;
    }

    private static QuietHours? PhonesOf(FarmSection section) =>
        section.Peek("phones") == "off" ? null : section.QuietHours("phones") ?? SirenPlan.DefaultPhones;

    // Who has sirens and forgot a post would believe that it has one too.
    private static void WarnOfDeafPosts(FarmSection root, IReadOnlyList<ZonePlan> zones, List<SirenPlan> sirens)
    {
        if (
            sirens.Count > 0
            && zones.FirstOrDefault(zone => zone.Kind == "fire-post" && !sirens.Any(siren => siren.IsFor(zone)))
                is { } deaf
        )
        {
            root.Warn("sirens", root.Words.NoSirenFor(deaf.Name));
        }
    }
}
