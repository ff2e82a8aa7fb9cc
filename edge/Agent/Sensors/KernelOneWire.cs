using System.Text;

namespace Vigia.Edge.Sensors;

/// <summary>One slave as the kernel's w1_therm shows it. Reading it starts a conversion, and takes that long.</summary>
internal sealed class KernelOneWire(string rom, string devices = KernelOneWire.Devices) : IOneWire
{
    public const string Devices = "/sys/bus/w1/devices";

    /// <summary>The kernel writes about 75; what is longer is cut, and no scratchpad any more.</summary>
    public const int MostBytes = 256;

    public string ReadSlave()
    {
        if (!Directory.Exists(devices))
        {
            throw new IOException($"Error 2 (No such file or directory) opening {devices}.");
        }

        try
        {
            using var file = File.OpenRead(Path.Combine(devices, rom, "w1_slave"));
            Span<byte> text = stackalloc byte[MostBytes];
            return Encoding.ASCII.GetString(text[..file.ReadAtLeast(text, MostBytes, throwOnEndOfStream: false)]);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            // i2c adapters call an address that nobody acknowledges by the same number.
            throw new IOException($"Error 6 (No such device or address) reading {rom}.", absent);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException($"Error 13 (Permission denied) reading {rom}.", denied);
        }
    }

    public void Dispose() { }
}
