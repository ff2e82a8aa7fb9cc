using System.Globalization;
using Vigia.Wire;

namespace Vigia.Edge;

/// <summary>Reads what the kernel says of this computer. Nothing here is needed: what is not there is not told.</summary>
/// <param name="data">The folder of the outbox.</param>
/// <param name="sys">The kernel's <c>/sys</c>.</param>
internal sealed class BoardSight(string data, string sys = "/sys")
{
    // The kernel's name of what the firmware says of the supply (Documentation/hwmon/raspberrypi-hwmon.rst).
    private const string Supply = "rpi_volt";

    public BoardState? Look()
    {
        var state = new BoardState(Cpu(), Disk(), Weak());
        return state is { Cpu: null, Disk: null, Weak: null } ? null : state;
    }

    // Thousandths of a degree. A broken sensor is no state of a board.
    private double? Cpu() =>
        Text(Path.Combine(sys, "class/thermal/thermal_zone0/temp")) is { } text
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var thousandths)
        && BoardState.IsPossible(thousandths / 1000)
            ? Math.Round(thousandths / 1000, 1)
            : null;

    private double? Disk()
    {
        try
        {
            var drive = new DriveInfo(Path.GetFullPath(data));
            return drive.TotalSize > 0 ? Math.Round(1 - (drive.AvailableFreeSpace / (double)drive.TotalSize), 3) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private bool? Weak()
    {
        try
        {
            var chips = Path.Combine(sys, "class/hwmon");
            var supply = Directory.Exists(chips)
                ? Directory
                    .EnumerateDirectories(chips)
                    .FirstOrDefault(chip => Text(Path.Combine(chip, "name")) == Supply)
                : null;
            return supply is null ? null
                : Text(Path.Combine(supply, "in0_lcrit_alarm")) is { } alarm ? alarm == "1"
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Text(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
