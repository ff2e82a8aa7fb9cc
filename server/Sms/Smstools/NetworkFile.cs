using System.Text.RegularExpressions;

namespace Vigia.Server.Sms.Smstools;

/// <summary>
/// What the modem answered to smsd's regular commands (<c>regular_run_statfile</c>): AT+CREG?, AT+COPS?. smsd deletes the file
/// before each run: between two of them the last answer holds.
/// </summary>
internal sealed partial class NetworkFile(string? path)
{
    /// <summary>Beyond it what stood there is of another time.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromMinutes(3);

    private (Registration Is, DateTimeOffset At)? last;

    /// <summary>Null where nobody asks the modem, or not lately.</summary>
    public Registration? Read(DateTimeOffset now)
    {
        try
        {
            if (path is not null && File.Exists(path) && Creg().Match(File.ReadAllText(path)) is { Success: true } said)
            {
                last = (Judge(said), new DateTimeOffset(File.GetLastWriteTimeUtc(path)));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As if it were between two runs.
        }

        return last is { } known && now - known.At <= Stale ? known.Is : null;
    }

    // 3GPP TS 27.007, 7.2: 1 is at home, 5 roams.
    private static Registration Judge(Match answer) =>
        answer.Groups["stat"].Value is "1" or "5" ? Registration.Registered : Registration.Searching;

    [GeneratedRegex(@"\+CREG: \d,(?<stat>\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Creg();
}
