using Vigia.Edge.Sensors;

namespace Vigia.Edge.NodeFile;

/// <summary>The <c>sensors</c> of a node.yaml: each by itself, then that no two claim the same.</summary>
internal sealed class SensorReader
{
    // Lowest and highest address of a device on the bus (I2C specification UM10204, section 3.1.12).
    private const int LowestAddress = 0x08;
    private const int HighestAddress = 0x77;

    private const int HighestBus = 63;
    private static readonly TimeSpan Fastest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Slowest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Ordinary = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> names = [];
    private readonly HashSet<string> points = [];
    private readonly HashSet<(int Bus, int Address)> addresses = [];

    public IReadOnlyCollection<string> Points => points;

    public IReadOnlyList<SensorLine> Read(IReadOnlyList<YamlMap> maps) =>
        [.. maps.Select(ReadOne).OfType<SensorLine>()];

    private SensorLine? ReadOne(YamlMap map)
    {
        var name = Unique(map, "name", names);
        var bus = map.Whole("bus", 0, HighestBus, 1);
        var every = map.Time("every", Fastest, Slowest, Ordinary);
        var chip = FindChip(map);
        var address = Address(map, bus, chip);
        var pointMap = map.Map("points", isRequired: true);
        var offsetMap = map.Map("offset", isRequired: false);
        map.Done();
        if (chip is null)
        {
            return null;
        }

        var line = new SensorLine(
            name,
            chip,
            bus,
            address,
            every,
            PointsOf(chip, pointMap),
            OffsetsOf(chip, offsetMap)
        );
        pointMap?.Done();
        offsetMap?.Done();
        return line;
    }

    private static Chip? FindChip(YamlMap map)
    {
        var word = map.Text("chip");
        var chip = SensorCatalog.Find(word);
        if (chip is null && word.Length > 0)
        {
            var known = SensorCatalog.Chips.Select(c => c.Name).ToList();
            map.Wrong(FindingKind.UnknownWord, "chip", word, string.Join(", ", known), Nearest.To(word, known));
        }

        return chip;
    }

    private int Address(YamlMap map, int bus, Chip? chip)
    {
        var address = map.Whole("address", LowestAddress, HighestAddress, chip?.Addresses[0] ?? LowestAddress);
        if (chip is not null && !chip.Addresses.Contains(address))
        {
            var allowed = string.Join(", ", chip.Addresses.Select(a => $"0x{a:x2}"));
            map.Wrong(FindingKind.UnknownWord, "address", $"0x{address:x2}", allowed);
        }
        else if (chip is not null && !addresses.Add((bus, address)))
        {
            map.Wrong(FindingKind.Duplicate, "address", $"0x{address:x2}");
        }

        return address;
    }

    private string?[] PointsOf(Chip chip, YamlMap? map) =>
        [.. chip.Outputs.Select(o => map is not null && map.Optional(o.Name) ? Unique(map, o.Name, points) : null)];

    private static double[] OffsetsOf(Chip chip, YamlMap? map) =>
        [.. chip.Outputs.Select(o => map?.Number(o.Name, -o.LargestOffset, o.LargestOffset) ?? 0)];

    private static string Unique(YamlMap map, string key, HashSet<string> taken)
    {
        var name = map.Text(key);
        if (name.Length > 0 && !PointName.IsGood(name))
        {
            map.Wrong(FindingKind.BadName, key, name, PointName.Pattern);
        }
        else if (name.Length > 0 && !taken.Add(name))
        {
            map.Wrong(FindingKind.Duplicate, key, name);
        }

        return name;
    }
}
