using System.Globalization;

namespace Vigia.Server.Farm;

/// <summary>
/// What a kind asks to know of a zone: the crop, the soil, the stage of the animals. A setting is one of some words, each of which
/// may change the kind's rules and give values, a number between two, or a day. Rules and channels reckon with the values, the
/// numbers, and the days counted from 1970.
/// </summary>
internal static class KindSettings
{
    public const int MaxSettings = 16;
    public const int MaxWords = 32;
    public const int MaxValues = 32;

    private const string Values = "values";

    private static readonly string[] SettingKeys = ["words", "from", "to", "day", "otherwise"];

    public static ZoneSettingsRead Read(FarmSection zone, FarmSection kind)
    {
        var read = new ZoneSettingsRead();
        var known = kind.Entries("settings", MaxSettings).ToList();
        RefuseUnknown(zone, [.. known.Select(setting => setting.Key)]);
        var chosen = zone.Below("settings");
        foreach (var (name, setting) in known)
        {
            setting.AllowOnly(SettingKeys);
            var isChosen = chosen?.Has(name) == true;
            var (from, key) = isChosen ? (chosen!, name) : (setting, "otherwise");
            if (setting.Has("words"))
            {
                ReadWord(from, key, name, setting, read);
                continue;
            }

            if (setting.Has("day"))
            {
                ReadDay(from, key, name, read);
                continue;
            }

            // A number without an "otherwise" is asked only of those who know it better than the words.
            if (from.Has(key))
            {
                var number = from.NumberWithin(key, setting.Number("from"), setting.Number("to"));
                read.Values[name] = number;
                read.Words[name] = number.ToString(CultureInfo.InvariantCulture);
            }
        }

        return read;
    }

    private static void ReadWord(FarmSection from, string key, string name, FarmSection setting, ZoneSettingsRead read)
    {
        var words = setting.Entries("words", MaxWords).ToDictionary(word => word.Key, word => word.Below);
        var word = from.OneOf(key, [.. words.Keys]);
        // One wrong word is said once: what reckons with it goes on with the usual one.
        word = word.Length > 0 ? word : setting.Peek("otherwise") ?? "";
        read.Words[name] = word;
        if (words.GetValueOrDefault(word) is not { } changes)
        {
            return;
        }

        read.Presets.Add(changes);
        foreach (var (value, _) in changes.Entries(Values, MaxValues))
        {
            read.Values[value] = changes.Below(Values)!.Number(value);
        }
    }

    // Asked only of those who have one: a day has no usual one.
    private static void ReadDay(FarmSection from, string key, string name, ZoneSettingsRead read)
    {
        if (from.Has(key) && from.Date(key, required: false) is { } day)
        {
            read.Values[name] = day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
            read.Words[name] = $"{day:yyyy-MM-dd}";
        }
    }

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

/// <summary>What a zone has set, and what follows.</summary>
internal sealed class ZoneSettingsRead
{
    /// <summary>As written or taken by itself; each that has a value.</summary>
    public Dictionary<string, string> Words { get; } = [];

    /// <summary>By name: those of the chosen words, then the zone's own numbers over them.</summary>
    public SortedDictionary<string, double> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Changes to the kind's rules, in the order of the kind's file.</summary>
    public List<FarmSection> Presets { get; } = [];
}
