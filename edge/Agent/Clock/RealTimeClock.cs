namespace Vigia.Edge.Clock;

/// <summary>The battery-backed clock of the board, as the kernel shows it in sysfs.</summary>
internal static class RealTimeClock
{
    private const string Folder = "/sys/class/rtc/rtc0";

    // A clock with an empty battery starts in 1970 or 2000; this program is younger.
    private static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static bool HasSetTheSystemClock(string folder = Folder) =>
        Read(folder, "hctosys") == "1"
        && long.TryParse(Read(folder, "since_epoch"), out var seconds)
        && IsPlausible(seconds);

    private static bool IsPlausible(long unixSeconds) =>
        unixSeconds >= Earliest.ToUnixTimeSeconds() && unixSeconds < Latest.ToUnixTimeSeconds();

    // A clock chip that does not answer makes the read fail: then there is none.
    private static string? Read(string folder, string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, name)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
