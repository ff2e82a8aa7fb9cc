using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>Reads the zones of a farm file, each with the rules of its kind as the file changes them.</summary>
internal static class ZoneReader
{
    public const int MaxNeighbours = 16;
    public const int LongestLandmark = 60;

    private static readonly string[] ZoneKeys =
    [
        "name",
        "title",
        "kind",
        "main",
        "role",
        "neighbours",
        "fed_by",
        "position",
        "landmark",
        "settings",
        "channels",
        "rules",
    ];

    private static readonly string[] KindKeys = ["main", "role", "points", "settings", "derive", "channels", "rules"];

    /// <param name="points">Limits of single points.</param>
    public static IReadOnlyList<ZonePlan> ReadAll(FarmSection root, PointChanges points, out List<RuleOfFile> rules)
    {
        rules = [];
        CheckOwnKinds(root);
        var zones = new List<ZonePlan>();
        FarmSection[] sections = [.. root.List("zones", FarmFile.MaxZones)];
        string[] names = [.. sections.Select(section => section.Peek("name")).OfType<string>()];
        foreach (var section in sections)
        {
            var zone = Read(section, names, points, rules);
            if (zones.Exists(other => other.Name == zone.Name))
            {
                section.Refuse("name", section.Words.ZoneTaken(zone.Name));
            }

            zones.Add(zone);
        }

        foreach (var (section, zone) in sections.Zip(zones))
        {
            CheckNeighbours(section, zone, zones);
        }

        return zones;
    }

    // Also those of which there is no zone yet.
    private static void CheckOwnKinds(FarmSection root)
    {
        foreach (var name in root.Page.Kinds.Keys)
        {
            var nowhere = new ZonePlan("", LocalText.Of(name), name, "");
            WithKind(nowhere, root.Below("kinds")!.Without([.. root.Page.Kinds.Keys]), PointChanges.None, []);
        }
    }

    private static ZonePlan Read(
        FarmSection section,
        IReadOnlyList<string> names,
        PointChanges points,
        List<RuleOfFile> rules
    )
    {
        section.AllowOnly(ZoneKeys);
        var name = section.Identifier("name", required: true) ?? "";
        var zone = new ZonePlan(
            name,
            section.LocalText("title", FarmFile.LongestTitle) ?? LocalText.Of(name),
            section.OneOf("kind", ZoneKinds.NamesOn(section.Page)),
            section.Has("main") ? section.PointName("main") : ""
        )
        {
            Role = section.Has("role") ? section.OneOf("role", Roles.Names) : "",
            Neighbours = section.NamesOf("neighbours", names, MaxNeighbours),
            FedBy = section.Has("fed_by") ? section.OneOf("fed_by", names) : null,
            Position = section.Position("position"),
            Landmark = section.LocalText("landmark", LongestLandmark),
        };
        return zone.Kind.Length > 0 ? WithKind(zone, section, points, rules) : zone;
    }

    private static ZonePlan WithKind(ZonePlan zone, FarmSection section, PointChanges points, List<RuleOfFile> rules)
    {
        var kind = ZoneKinds.Open(zone.Kind, section.Page);
        kind.AllowOnly(KindKeys);
        var set = KindSettings.Read(section, kind);
        var page = section.Page with { Values = set.Values };
        (section, kind) = (section.On(page), kind.On(kind.Page with { Values = set.Values }));
        FarmSection[] presets = [.. set.Presets.Select(preset => preset.On(kind.Page))];
        rules.AddRange(KindRules.Read(section, kind, presets, zone.Name, points));
        PointTitle[] titles = [.. ReadPoints(kind)];
        string[] names = [.. titles.Select(title => title.Points.Text)];
        var ofKind = ChannelReader.Read(kind, names, []);
        OwnChannel[] channels = [.. ofKind, .. ChannelReader.Read(section, names, ofKind)];
        return zone with
        {
            Main = zone.Main.Length > 0 ? zone.Main : kind.PointName("main"),
            Role = zone.Role.Length > 0 ? zone.Role : kind.OneOf("role", Roles.Names),
            Settings = set.Words,
            Values = set.Values,
            Derive = ChannelReader.ReadDerive(kind),
            Channels = channels,
            Points = [.. titles, .. channels.Select(channel => new PointTitle(new(channel.Name), channel.Title))],
        };
    }

    private static IEnumerable<PointTitle> ReadPoints(FarmSection kind)
    {
        foreach (var (point, _) in kind.Entries("points", FarmFile.MaxPoints))
        {
            var title = kind.Below("points")!.LocalText(point, FarmFile.LongestTitle) ?? LocalText.Of(point);
            yield return new PointTitle(new PointPattern(point), title);
        }
    }

    private static void CheckNeighbours(FarmSection section, ZonePlan zone, IReadOnlyList<ZonePlan> zones)
    {
        if (zone.FedBy == zone.Name)
        {
            section.Refuse("fed_by", section.Words.FedByItself);
        }

        foreach (var name in zone.Neighbours)
        {
            if (name == zone.Name)
            {
                section.Refuse("neighbours", section.Words.OwnNeighbour);
            }
            else if (zones.First(other => other.Name == name).Neighbours.Contains(zone.Name) is false)
            {
                section.Warn("neighbours", section.Words.OneSidedNeighbour(zone.Name, name));
            }
        }
    }
}
