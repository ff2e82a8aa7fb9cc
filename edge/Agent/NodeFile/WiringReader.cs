using System.Text.RegularExpressions;
using Vigia.Edge.Sensors;

namespace Vigia.Edge.NodeFile;

/// <summary>Where the chips of a node are connected: each place exists on a board, and none is taken twice.</summary>
internal sealed partial class WiringReader
{
    // Lowest and highest address of a device on the bus (I2C specification UM10204, section 3.1.12).
    private const int LowestAddress = 0x08;
    private const int HighestAddress = 0x77;

    private const int HighestBus = 63;
    private const int HighestGpioChip = 63;
    private const int HighestLine = 511;

    // A contact that bounces for longer is broken.
    private static readonly TimeSpan LongestDebounce = TimeSpan.FromSeconds(1);

    private static readonly (string Word, LineBias Bias)[] Biases =
    [
        ("pull-up", LineBias.PullUp),
        ("pull-down", LineBias.PullDown),
        ("none", LineBias.None),
    ];

    private readonly HashSet<string> taken = [];

    public Wiring Read(YamlMap map, Connection connection) =>
        connection switch
        {
            OnI2c i2c => I2c(map, i2c),
            OnOneWire oneWire => OneWire(map, oneWire),
            OnLine line => Line(map, line),
            _ => throw new ArgumentOutOfRangeException(nameof(connection)),
        };

    private I2cWiring I2c(YamlMap map, OnI2c chip)
    {
        var bus = map.Whole("bus", 0, HighestBus, 1);
        var address = map.Whole("address", LowestAddress, HighestAddress, chip.Addresses[0]);
        var wiring = new I2cWiring(bus, address);
        if (!chip.Addresses.Contains(address))
        {
            var allowed = string.Join(", ", chip.Addresses.Select(a => $"0x{a:x2}"));
            map.Wrong(FindingKind.UnknownWord, "address", $"0x{address:x2}", allowed);
        }
        else
        {
            Take(map, "address", $"0x{address:x2}", $"{wiring}");
        }

        return wiring;
    }

    private OneWireWiring OneWire(YamlMap map, OnOneWire chip)
    {
        var rom = map.Text("rom");
        var wiring = new OneWireWiring(rom);
        if (rom.Length > 0 && !(rom.StartsWith(chip.Family, StringComparison.Ordinal) && Rom().IsMatch(rom)))
        {
            map.Wrong(FindingKind.BadName, "rom", rom, $"{chip.Family}-[0-9a-f]{{12}}");
        }
        else
        {
            Take(map, "rom", rom, $"{wiring}");
        }

        return wiring;
    }

    /// <summary>A line that the node drives.</summary>
    public OutputRequest ReadOutput(YamlMap map)
    {
        var line = map.Whole("gpio", 0, HighestLine);
        var output = new OutputRequest(
            map.Whole("gpiochip", 0, HighestGpioChip, 0),
            line,
            map.Flag("active_low", otherwise: false)
        );
        if (map.Has("gpio"))
        {
            Take(map, "gpio", $"{line}", $"{output}");
        }

        return output;
    }

    private LineWiring Line(YamlMap map, OnLine chip)
    {
        var line = map.Whole("gpio", 0, HighestLine);
        var wiring = new LineWiring(
            new LineRequest(
                map.Whole("gpiochip", 0, HighestGpioChip, 0),
                line,
                Bias(map),
                map.Flag("active_low", otherwise: false),
                map.Time("debounce", TimeSpan.Zero, LongestDebounce, chip.OrdinaryDebounce)
            )
        );
        if (map.Has("gpio"))
        {
            Take(map, "gpio", $"{line}", $"{wiring}");
        }

        return wiring;
    }

    // Open collectors and dry contacts, as nearly everything on a farm is, need the pull-up.
    private static LineBias Bias(YamlMap map)
    {
        var word = map.OptionalText("bias") ?? Biases[0].Word;
        var found = Array.Find(Biases, b => b.Word == word);
        if (found.Word is null && word.Length > 0)
        {
            map.UnknownWord("bias", word, [.. Biases.Select(b => b.Word)]);
        }

        return found.Bias;
    }

    private void Take(YamlMap map, string key, string value, string place)
    {
        if (value.Length > 0 && !taken.Add(place))
        {
            map.Wrong(FindingKind.Duplicate, key, value);
        }
    }

    [GeneratedRegex("^[0-9a-f]{2}-[0-9a-f]{12}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Rom();
}
