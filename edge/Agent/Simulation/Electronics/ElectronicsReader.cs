using Vigia.Edge.NodeFile;

namespace Vigia.Edge.Simulation.Electronics;

/// <summary>Reads an electronics file as strictly as a node.yaml: it is good, or everything that is wrong with it is found.</summary>
internal static class ElectronicsReader
{
    public const int MaxBytes = 64 * 1024;

    private const string Resource = "electronics.yaml";
    private const int MostTimes = 3600;

    /// <summary>What can be beside the truth, of each chip that measures by itself; the largest amount that makes sense.</summary>
    private static readonly Dictionary<string, (string What, double Most)[]> Flaws = new()
    {
        ["sht3x"] = [("temperature", 5), ("humidity", 20)],
        ["scd4x"] = [("co2", 500), ("temperature", 5), ("humidity", 20)],
        ["ds18b20"] = [("temperature", 5)],
        ["ads1115"] = [("volts", 0.5)],
    };

    // An analog-digital converter has no checksum: what disturbs it is noise.
    private static readonly string[] WithoutChecksum = ["ads1115"];

    /// <summary>The electronics of the farm that is shown when nobody names another file.</summary>
    public static ElectronicsPlan Ordinary()
    {
        using var stream = typeof(ElectronicsReader).Assembly.GetManifestResourceStream(Resource);
        using var reader = new StreamReader(stream ?? Stream.Null);
        var (plan, findings) = Parse(reader.ReadToEnd(), Resource);
        return plan ?? throw new InvalidOperationException($"{Resource}: {findings[0]}");
    }

    /// <summary>Null with findings, or a plan without.</summary>
    public static (ElectronicsPlan? Plan, IReadOnlyList<Finding> Findings) Read(string file)
    {
        var findings = new Findings(file);
        var text = SmallFile.Read(file, MaxBytes, findings, 0, "");
        return text is null ? (null, findings.All) : Parse(text, file);
    }

    public static (ElectronicsPlan? Plan, IReadOnlyList<Finding> Findings) Parse(string text, string file)
    {
        var findings = new Findings(file);
        var plan = YamlText.Parse(text, findings) is { } root ? ReadRoot(root) : null;
        return (findings.All.Count == 0 ? plan : null, [.. findings.All.OrderBy(f => f.Line)]);
    }

    private static ElectronicsPlan ReadRoot(YamlMap root)
    {
        var seed = root.Whole("seed", 0, int.MaxValue, 0);
        var link = root.Map("link", isRequired: false);
        var loss = link?.Number("loss", 0, 0.5) ?? 0;
        link?.Done();
        var power = root.Map("power", isRequired: false);
        var brownOuts = power?.Number("brown_outs", 0, 24) ?? 0;
        var lasts = TimeSpan.FromSeconds(1);
        lasts = power?.Time("lasts", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5), lasts) ?? lasts;
        power?.Done();
        var chips = ReadChips(root.Maps("chips"));
        root.Done();
        return new ElectronicsPlan(seed, loss, brownOuts, lasts, chips);
    }

    private static Dictionary<string, ChipPlan> ReadChips(IReadOnlyList<YamlMap> maps)
    {
        var chips = new Dictionary<string, ChipPlan>();
        foreach (var map in maps)
        {
            var name = map.Text("chip");
            if (!Flaws.TryGetValue(name, out var flaws))
            {
                var allowed = string.Join(", ", Flaws.Keys);
                map.Wrong(FindingKind.UnknownWord, "chip", name, allowed, Nearest.To(name, Flaws.Keys));
            }
            else if (!chips.TryAdd(name, ReadChip(map, name, flaws)))
            {
                map.Wrong(FindingKind.Duplicate, "chip", name);
            }
        }

        return chips;
    }

    private static ChipPlan ReadChip(YamlMap map, string chip, (string What, double Most)[] flaws)
    {
        var checksums = WithoutChecksum.Contains(chip) ? 0 : map.Number("bad_checksums", 0, MostTimes);
        var plan = new ChipPlan(
            checksums,
            Amounts(map.Map("noise", isRequired: false), flaws),
            Amounts(map.Map("drift", isRequired: false), flaws)
        );
        map.Done();
        return plan;
    }

    private static Dictionary<string, double> Amounts(YamlMap? map, (string What, double Most)[] flaws)
    {
        var amounts = flaws.ToDictionary(f => f.What, f => map?.Number(f.What, 0, f.Most) ?? 0);
        map?.Done();
        return amounts;
    }
}
