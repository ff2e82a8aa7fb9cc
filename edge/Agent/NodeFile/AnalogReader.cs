using System.Globalization;
using Vigia.Edge.Sensors;

namespace Vigia.Edge.NodeFile;

/// <summary>
/// The <c>inputs</c> of an analog-digital converter: each names its point and its unit, and tells by two measured points
/// which volts mean what.
/// </summary>
internal sealed class AnalogReader(NeedsInputs chip, PointNames points)
{
    // Soil probes, pressure, current, gas: nothing a farm measures goes beyond.
    private const double MostValue = 1e6;

    // The converter's own supply is 5.5 V at most.
    private const double MostVolts = 5.5;

    private const int LongestUnit = 16;
    private readonly HashSet<int> taken = [];

    public SensorLine Read(YamlMap map, SensorLine line)
    {
        var maps = map.Maps("inputs");
        if (maps.Count == 0)
        {
            map.Wrong(map.Has("inputs") ? FindingKind.Empty : FindingKind.Missing, "inputs", "");
        }

        var inputs = maps.Select(ReadOne).ToList();
        return line with
        {
            Points = [.. inputs.Select(i => i.Point)],
            Settings = new AnalogSettings([.. inputs.Select(i => i.Input)]),
        };
    }

    private (PointLine Point, AnalogInput Input) ReadOne(YamlMap map)
    {
        var number = map.Whole("input", 0, chip.Count - 1);
        if (map.Has("input") && !taken.Add(number))
        {
            map.Wrong(FindingKind.Duplicate, "input", $"{number}");
        }

        var point = new PointLine(
            new Output($"input{number}", map.Text("unit", LongestUnit), 0),
            points.Read(map, "point")
        );
        var input = new AnalogInput(number, FullScale(map), CalibrationOf(map), WireOf(map));
        map.Done();
        return (point, input);
    }

    private double FullScale(YamlMap map)
    {
        const double Ordinary = 4.096;
        var volts = map.Number("full_scale", 0, chip.FullScales.Max(), Ordinary);
        if (!chip.FullScales.Contains(volts))
        {
            var allowed = string.Join(", ", chip.FullScales.Select(v => v.ToString(CultureInfo.InvariantCulture)));
            map.Wrong(FindingKind.UnknownWord, "full_scale", volts.ToString(CultureInfo.InvariantCulture), allowed);
        }

        return volts;
    }

    private static Calibration CalibrationOf(YamlMap map)
    {
        var from = PointOf(map, "from");
        var to = PointOf(map, "to");
        if (map.Has("from") && map.Has("to") && from.Volts == to.Volts)
        {
            map.Wrong(FindingKind.Duplicate, "to", $"{to.Volts} V");
        }

        return new Calibration(from.Volts, from.Value, to.Volts, to.Value);
    }

    private static (double Volts, double Value) PointOf(YamlMap map, string key)
    {
        if (map.Map(key, isRequired: true) is not { } point)
        {
            return default;
        }

        var read = (
            point.Number("volts", 0, MostVolts, otherwise: null),
            point.Number("value", -MostValue, MostValue, otherwise: null)
        );
        point.Done();
        return read;
    }

    private static VoltRange? WireOf(YamlMap map)
    {
        if (map.Map("wire", isRequired: false) is not { } wire)
        {
            return null;
        }

        var range = new VoltRange(
            wire.Number("least", -MostVolts, MostVolts, otherwise: null),
            wire.Number("most", -MostVolts, MostVolts, otherwise: null)
        );
        if (wire.Has("least") && range.Most <= range.Least)
        {
            wire.Wrong(FindingKind.OutOfRange, "most", $"{range.Most}", $"> {range.Least}");
        }

        wire.Done();
        return range;
    }
}
