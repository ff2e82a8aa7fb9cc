using Vigia.Edge.Cli;
using Vigia.Edge.Simulation;
using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Scenarios;
using Vigia.Tests.Repository;

namespace Vigia.Tests.Edge.Simulation;

public sealed class WeatherReplayTests : IDisposable
{
    private const string Header = "id,yr,mon,day,hr,temp,rh,ws,prec,fwi";

    // Nine in the evening of the 1st in Greenwich is five in the afternoon at the farm.
    private static readonly DateTimeOffset Today = new(2026, 7, 1, 21, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_files_first_day_is_the_farms_today()
    {
        var weather = Replay("X,2007,5,10,8,14.78,94.9,2.7,0,1", "X,2007,5,10,9,17.44,79.11,3.6,0,1");

        Assert.Equal(new Air(14.78, 94.9), weather.At(AtFarm(1, 8)).Air);
        Assert.Equal(new Air(17.44, 79.11), weather.At(AtFarm(1, 9)).Air);
        Assert.Equal(1, weather.At(AtFarm(1, 9)).Wind, 6);
    }

    [Fact]
    public void Between_two_hours_the_way_is_straight()
    {
        var weather = Replay("X,2007,5,10,8,14,90,0,0,1", "X,2007,5,10,9,18,80,0,0,1");

        Assert.Equal(15, weather.At(AtFarm(1, 8, 15)).Air.Celsius, 6);
        Assert.Equal(87.5, weather.At(AtFarm(1, 8, 15)).Air.Humidity, 6);
    }

    [Fact]
    public void Before_the_first_hour_it_is_as_at_the_first_and_after_the_last_day_it_begins_again()
    {
        var weather = Replay("X,2007,5,10,8,14,90,0,0,1", "X,2007,5,11,23,18,80,0,0,1");

        Assert.Equal(14, weather.At(AtFarm(1, 2)).Air.Celsius);
        Assert.Equal(18, weather.At(AtFarm(2, 23, 30)).Air.Celsius);
        Assert.Equal(14, weather.At(AtFarm(3, 8)).Air.Celsius);
    }

    [Fact]
    public void An_hours_rain_falls_evenly_until_its_end_and_comes_out_of_the_bucket_by_its_total()
    {
        var file = Write("X,2007,5,10,1,20,90,0,0,1", "X,2007,5,10,2,20,90,0,7.4,1", "X,2007,5,10,3,20,90,0,1.2,1");
        var (rows, _) = WeatherReader.Read(file);
        var bench = new SimulatedBench(
            o => o with { Weather = rows, Scenario = ScenarioBook.Find("calm") },
            AtFarm(1, 0)
        );
        var rain = bench.Open("clima-1")["rain"].Sensor;
        double? total = null;
        while (bench.Time.GetUtcNow() < AtFarm(1, 4))
        {
            var measured = rain.Measure();
            total = measured.Samples.Count > 0 ? measured.Samples[0].Sum : total;
            bench.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(8.6, total!.Value, 0.2001);
    }

    [Fact]
    public void The_mast_says_exactly_what_was_observed()
    {
        var file = Write("X,2007,5,10,1,20.37,91.2,0,0,1", "X,2007,5,10,2,-3.2,40,0,0,1");
        var (rows, _) = WeatherReader.Read(file);
        var bench = new SimulatedBench(
            o => o with { Weather = rows, Scenario = ScenarioBook.Find("calm") },
            AtFarm(1, 0)
        );
        var air = bench.Open("clima-1")["air"].Sensor;

        foreach (var row in rows!.Rows)
        {
            bench.Time.Advance(AtFarm(1, row.Time.Hour) - bench.Time.GetUtcNow());
            var samples = air.Measure().Samples;
            Assert.Equal(row.Air.Celsius, samples[0].Value, 0.01);
            Assert.Equal(row.Air.Humidity, samples[1].Value, 0.01);
        }
    }

    [Theory]
    [InlineData("X,2007,5,10,8,warm,90,0,0,1", "temp: 'warm' is not a number.")]
    [InlineData("X,2007,5,10,8,14,190,0,0,1", "rh: '190' is out of range; 0 – 100 is allowed.")]
    [InlineData("X,2007,13,10,8,14,90,0,0,1", "mon: '13' is out of range; 1 – 12 is allowed.")]
    [InlineData("X,2007,2,30,8,14,90,0,0,1", "day: '30' is no day of that month.")]
    [InlineData("X,2007,5,10,7,14,90,0,0,1", "hr: '7' is not later than the line before.")]
    [InlineData("X,2007,5", "3 columns are too few; the header has 10.")]
    public void What_is_wrong_with_a_file_is_one_sentence_with_its_line_and_column(string second, string words)
    {
        var file = Write("X,2007,5,10,7,14,90,0,0,1", second);

        var (rows, wrong) = WeatherReader.Read(file);

        Assert.Null(rows);
        Assert.Equal($"{file}:3: {words}", new TextsEn().Describe(wrong!));
    }

    [Fact]
    public void A_header_without_a_needed_column_and_a_file_that_is_not_there_are_told()
    {
        var file = Path.Combine(folder.Path, "w.csv");
        File.WriteAllText(file, "yr,mon,day,hr,temp,rh\n");

        Assert.StartsWith(
            $"{file}:1: prec: ",
            new TextsEn().Describe(WeatherReader.Read(file).Wrong!),
            StringComparison.Ordinal
        );
        Assert.Equal(WeatherFlaw.Unreadable, WeatherReader.Read(file + "x").Wrong?.Flaw);
    }

    private WeatherReplay Replay(params string[] lines)
    {
        var (rows, wrong) = WeatherReader.Read(Write(lines));
        Assert.Null(wrong);
        return new WeatherReplay(rows!, DateOnly.FromDateTime(Sun.LocalTime(Today).DateTime));
    }

    private string Write(params string[] lines)
    {
        var file = Path.Combine(folder.Path, "weather.csv");
        File.WriteAllLines(file, [Header, .. lines]);
        return file;
    }

    private static DateTimeOffset AtFarm(int day, int hour, int minute = 0) =>
        new(2026, 7, day, hour, minute, 0, Sun.UtcOffset);
}
