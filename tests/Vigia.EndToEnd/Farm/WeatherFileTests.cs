using System.Globalization;

namespace Vigia.EndToEnd.FarmDemo;

/// <summary>Real hourly observations in place of the made-up weather: what the mast measured is what the file says.</summary>
[Trait("part", "farm"), Collection("farm, first")]
public sealed class WeatherFileTests
{
    private const double Tip = 0.2;
    private static readonly TimeSpan FarmClock = TimeSpan.FromHours(-4);

    [Fact]
    public async Task What_the_file_says_of_an_hour_is_in_the_ledger()
    {
        var file = Path.Combine(Path.GetTempPath(), $"weather-{Guid.NewGuid():N}.csv");
        await File.WriteAllLinesAsync(file, Rows());
        using var run = new DemoRun
        {
            Scenario = "calm",
            Speed = 300,
            Seconds = 14,
            More = ["--weather", file],
        };

        await run.ToItsEndAsync();
        File.Delete(file);

        run.LostNothing();
        Follows(run.Stored("clima-1", "temperature"), Celsius);
        Follows(run.Stored("clima-1", "humidity"), Humidity);
        var rain = run.Stored("clima-1", "rain");
        var fallen = RainUntil(rain[^1].Ms) - RainUntil(rain[0].Ms);
        Assert.InRange(rain.Skip(1).Sum(tips => tips.Value), fallen - Tip - 1e-9, fallen + Tip + 1e-9);
    }

    // Three days of a weather of our own: the sensor's resolution shows, hour by hour.
    private static IEnumerable<string> Rows() =>
        Enumerable.Range(0, 72).Select(RowOf).Prepend("yr,mon,day,hr,temp,rh,ws,prec");

    private static string RowOf(int hour)
    {
        var day = new DateOnly(2007, 5, 10).AddDays(hour / 24);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{day.Year},{day.Month},{day.Day},{hour % 24},{Celsius(hour):0.00},{Humidity(hour):0.00},4.5,{Millimetres(hour):0.0}"
        );
    }

    private static double Celsius(int hour) => Math.Round(26 + (8 * Math.Sin(hour * 0.1)), 2);

    private static double Humidity(int hour) => Math.Round(65 - (9 * Math.Sin(hour * 0.1)), 2);

    private static double Millimetres(int hour) => hour % 3 == 0 ? 0 : (hour % 3) * 4.4;

    // Between the hours a straight line; readings of the hour itself are the file's, to the sensor's resolution.
    private static void Follows(IReadOnlyList<(long Ms, double Value)> stored, Func<int, double> file)
    {
        Assert.NotEmpty(stored);
        foreach (var (ms, value) in stored)
        {
            var hours = HoursOf(ms);
            var hour = (int)hours;
            var wanted = file(hour) + ((hours - hour) * (file(hour + 1) - file(hour)));
            Assert.InRange(value, wanted - 0.03, wanted + 0.03);
        }
    }

    private static double RainUntil(long ms)
    {
        var hours = HoursOf(ms);
        var whole = (int)hours;
        return Enumerable.Range(0, whole + 1).Sum(Millimetres) + ((hours - whole) * Millimetres(whole + 1));
    }

    // Of the day on which the demonstration began: the file's first.
    private static double HoursOf(long ms) =>
        (DateTimeOffset.FromUnixTimeMilliseconds(ms).ToOffset(FarmClock) - Midnight).TotalHours;

    private static readonly DateTimeOffset Midnight = new(DateTimeOffset.UtcNow.ToOffset(FarmClock).Date, FarmClock);
}
