using Vigia.Edge.Sensors;

namespace Vigia.Edge.NodeFile;

/// <summary>The <c>sensors</c> of a node.yaml: each by itself, then that no two claim the same.</summary>
internal sealed class SensorReader
{
    private static readonly TimeSpan Slowest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Ordinary = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> names = [];
    private readonly PointNames points = new();

    public IReadOnlyCollection<string> Points => points.Taken;

    /// <summary>Knows the places that sensors have taken.</summary>
    public WiringReader Wirings { get; } = new();

    public IReadOnlyList<SensorLine> Read(IReadOnlyList<YamlMap> maps) =>
        [.. maps.Select(ReadOne).OfType<SensorLine>()];

    private SensorLine? ReadOne(YamlMap map)
    {
        var name = PointNames.Unique(map, "name", names);
        // Which keys belong here is the chip's to say.
        if (FindChip(map) is not { } chip)
        {
            return null;
        }

        var every = map.Time("every", chip.Fastest, Slowest, chip.Fastest > Ordinary ? chip.Fastest : Ordinary);
        var wiring = Wirings.Read(map, chip.Connection);
        var line = chip.Needs is NeedsInputs inputs
            ? new AnalogReader(inputs, points).Read(map, new SensorLine(name, chip, wiring, every, []))
            : new SensorLine(name, chip, wiring, every, PointsOf(map, chip), SettingsOf(map, chip.Needs));
        map.Done();
        return line;
    }

    private static Chip? FindChip(YamlMap map)
    {
        var word = map.Text("chip");
        var chip = SensorCatalog.Find(word);
        if (chip is null && word.Length > 0)
        {
            map.UnknownWord("chip", word, [.. SensorCatalog.Chips.Select(c => c.Name)]);
        }

        return chip;
    }

    private IReadOnlyList<PointLine> PointsOf(YamlMap map, Chip chip)
    {
        var wanted = map.Map("points", isRequired: true);
        var offsets = chip.Outputs.Any(o => o.LargestOffset > 0) ? map.Map("offset", isRequired: false) : null;
        IReadOnlyList<PointLine> lines = [.. chip.Outputs.Select(o => PointOf(o, wanted, offsets))];
        wanted?.Done();
        offsets?.Done();
        return lines;
    }

    private PointLine PointOf(Output output, YamlMap? wanted, YamlMap? offsets) =>
        new(
            output,
            wanted is not null && wanted.Optional(output.Name) ? points.Read(wanted, output.Name) : null,
            output.LargestOffset > 0
                ? offsets?.Number(output.Name, -output.LargestOffset, output.LargestOffset) ?? 0
                : 0
        );

    private static Settings? SettingsOf(YamlMap map, Needs? needs) =>
        needs switch
        {
            NeedsPulsesPer per => new PulseSettings(map.Number(per.Key, per.Least, per.Most, otherwise: null)),
            NeedsSelfCalibration => new Co2Settings(map.Flag("self_calibration", otherwise: true)),
            _ => null,
        };
}
