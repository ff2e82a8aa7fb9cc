using System.Security.Cryptography;
using System.Text;

namespace Vigia.Edge;

/// <summary>Tells two boards apart that were given one identity: a cloned card has the other board's serial number.</summary>
internal static class MachineHash
{
    private const int Digits = 16;

    private static readonly string[] Sources = ["/proc/device-tree/serial-number", "/etc/machine-id"];

    /// <param name="simulated">Tells simulated boards apart, which share a real one.</param>
    public static string Of(string simulated = "")
    {
        var text = string.Join('\n', Sources.Where(File.Exists).Select(File.ReadAllText)) + simulated;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
    }
}
