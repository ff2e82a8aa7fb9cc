using System.Globalization;

namespace Vigia.Server.Farm;

/// <summary>
/// What a kind asks to know of a zone: the crop, the soil, the stage of the animals. A setting is one of some words, each of which
/// may change the kind's rules, or a number between two.
/// </summary>
internal static class KindSettings
{
    public const int MaxSettings = 16;
    public const int MaxWords = 32;

    /// <param name="presets">Changes to the kind's rules, in the order of the kind's file.</param>
    public static IReadOnlyDictionary<string, string> Read(
        FarmSection zone,
        FarmSection kind,
        out List<FarmSection> presets
    )
    {
        presets = [];
        var values = new Dictionary<string, string>();
        var known = kind.Entries("settings", MaxSettings).ToList();
        RefuseUnknown(zone, [.. known.Select(setting => setting.Key)]);
        var chosen = zone.Below("settings");
        foreach (var (name, setting) in known)
        {
            var isChosen = chosen?.Has(name) == true;
            values[name] = setting.Has("words")
                ? ReadWord(isChosen ? chosen! : setting, isChosen ? name : "otherwise", setting, presets)
                : ReadNumber(isChosen ? chosen! : setting, isChosen ? name : "otherwise", setting);
        }

        return values;
    }

    private static string ReadWord(FarmSection from, string key, FarmSection setting, List<FarmSection> presets)
    {
        var words = setting.Entries("words", MaxWords).ToDictionary(word => word.Key, word => word.Below);
        var word = from.OneOf(key, [.. words.Keys]);
        if (words.GetValueOrDefault(word) is { } changes)
        {
            presets.Add(changes);
        }

        return word;
    }

    private static string ReadNumber(FarmSection from, string key, FarmSection setting) =>
        from.NumberWithin(key, setting.Number("from"), setting.Number("to")).ToString(CultureInfo.InvariantCulture);

    private static void RefuseUnknown(FarmSection zone, IReadOnlyList<string> known)
    {
        foreach (var (name, _) in zone.Entries("settings", MaxSettings))
        {
            if (!known.Contains(name))
            {
                zone.Below("settings")!
                    .Refuse(name, zone.Words.NoSettingOfKind(name, zone.Near(name, known), string.Join(", ", known)));
            }
        }
    }
}
