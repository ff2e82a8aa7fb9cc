using System.Globalization;
using System.Text.RegularExpressions;

namespace Vigia.Server.Sms.Smstools;

/// <summary>What smsd writes of its modem each <c>status_interval</c>: state, counts, and the signal where it is asked for.</summary>
internal sealed partial class StatusFile(string? path)
{
    public DateTimeOffset? WrittenAt() =>
        path is not null && File.Exists(path) ? new DateTimeOffset(File.GetLastWriteTimeUtc(path)) : null;

    /// <summary>Of the best modem, null where smsd does not say.</summary>
    public int? SignalDbm()
    {
        var signals = Signal()
            .Matches(Text())
            .Select(match => int.Parse(match.Groups["dbm"].Value, CultureInfo.InvariantCulture));
        return signals.DefaultIfEmpty(int.MinValue).Max() is var best and > int.MinValue ? best : null;
    }

    public string? Words() => Text() is { Length: > 0 } text ? SmsBounds.Words(text) : null;

    private string Text()
    {
        try
        {
            return path is null ? "" : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [GeneratedRegex(@"ssi: (?<dbm>-\d{2,3}) dBm", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Signal();
}
