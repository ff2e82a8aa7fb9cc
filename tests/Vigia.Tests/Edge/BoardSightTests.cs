using Vigia.Edge;

namespace Vigia.Tests.Edge;

/// <summary>What a node reads of its own computer, as a Raspberry Pi's kernel has it.</summary>
public sealed class BoardSightTests : IDisposable
{
    private readonly DirectoryInfo sys = Directory.CreateTempSubdirectory("vigia-sys-");

    public void Dispose() => sys.Delete(recursive: true);

    [Fact]
    public void Processor_supply_and_disk_are_read()
    {
        Write("class/thermal/thermal_zone0/temp", "52403\n");
        Write("class/hwmon/hwmon0/name", "cpu_thermal\n");
        Write("class/hwmon/hwmon1/name", "rpi_volt\n");
        Write("class/hwmon/hwmon1/in0_lcrit_alarm", "1\n");

        var board = Look();

        Assert.Equal((52.4, true), (board?.Cpu, board?.Weak));
        Assert.InRange(board!.Disk!.Value, 0, 1);
    }

    [Fact]
    public void What_is_not_there_or_makes_no_sense_is_not_told()
    {
        Write("class/thermal/thermal_zone0/temp", "-274000");
        Write("class/hwmon/hwmon0/name", "rpi_volt");

        var board = Look();

        Assert.Null(board!.Cpu);
        Assert.Null(board.Weak);
        Assert.Null(new BoardSight("\0", Path.Combine(sys.FullName, "none")).Look());
    }

    private Vigia.Wire.BoardState? Look() => new BoardSight(sys.FullName, sys.FullName).Look();

    private void Write(string file, string text)
    {
        var path = Path.Combine(sys.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
