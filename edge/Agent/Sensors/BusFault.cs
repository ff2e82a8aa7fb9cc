using System.Globalization;
using System.Text.RegularExpressions;

namespace Vigia.Edge.Sensors;

/// <summary>
/// The one place that understands the kernel's word on a failed transfer. System.Device.Gpio puts errno only into
/// the text: <c>Error 121 (Remote I/O error) performing I2C data transfer.</c>; our own readers do so too.
/// </summary>
internal static partial class BusFault
{
    // <asm-generic/errno.h>
    private const int NoEntry = 2;
    private const int InputOutput = 5;
    private const int NoSuchDevice = 6;
    private const int PermissionDenied = 13;
    private const int Busy = 16;
    private const int NoDevice = 19;
    private const int TimedOut = 110;
    private const int RemoteInputOutput = 121;

    public static SensorFault Of(IOException trouble) =>
        ErrorNumber(trouble.Message) switch
        {
            // i2c-bcm2835 says 121 for a NAK, other adapters 6.
            RemoteInputOutput or NoSuchDevice => SensorFault.NoAnswer,
            TimedOut => SensorFault.BusStuck,
            NoEntry or PermissionDenied or NoDevice => SensorFault.NoBus,
            Busy => SensorFault.LineTaken,
            InputOutput => SensorFault.BusError,
            _ => SensorFault.BusError,
        };

    private static int? ErrorNumber(string text) =>
        Pattern().Match(text) is { Success: true } match
            ? int.Parse(match.Groups["errno"].ValueSpan, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"\bError (?<errno>\d{1,4})\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Pattern();
}
