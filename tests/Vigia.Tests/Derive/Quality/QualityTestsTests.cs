using Vigia.Server.Derive.Quality;
using Vigia.Wire;

namespace Vigia.Tests.Derive.Quality;

/// <summary>The vectors are those of the tests of ioos_qc.</summary>
public sealed class QualityTestsTests
{
    private static readonly DateTime Start = new(2026, 3, 1);

    [Fact]
    public void Gross_range()
    {
        double[] values = [5, 10, 15, 20, 25, 30, 35, 40, 45, 51];

        var flags = values.Select(v => (int)QualityTests.GrossRange(v, new(10, 50), new(20, 40)));

        Assert.Equal([4, 3, 3, 1, 1, 1, 1, 1, 3, 4], flags);
    }

    [Fact]
    public void Spike()
    {
        double[] values = [double.NaN, 10, 12, 999.99, 13, 15, 40, 9, 9, double.NaN];

        var flags = Enumerable
            .Range(1, 8)
            .Select(i => (int)QualityTests.Spike(values[i - 1], values[i], values[i + 1], new(25, 50)));

        Assert.Equal([2, 4, 4, 4, 1, 3, 1, 2], flags);
    }

    [Fact]
    public void Rate_of_change()
    {
        // 5 in 15 minutes.
        var rate = new RateOfChange(5 / 15.0);
        double[] values = [2, 6, 12, 12, 7, 1];

        var flags = values.Select((v, i) => (int)rate.Flag(Start.AddMinutes(15 * i), v)).ToList();

        Assert.Equal([2, 1, 3, 1, 1, 3], flags);
    }

    [Fact]
    public void Flat_line()
    {
        double[] values = [1, 2, 2.0001, 2, 2.0001, 2, 2.0001, 2, 4, 5, 3, 3.0001, 3.0005, 3.00001];
        var flat = new FlatLine(new(0.01, TimeSpan.FromSeconds(3000), TimeSpan.FromSeconds(4800)));

        var flags = values.Select((v, i) => (int)flat.Flag(Start.AddMinutes(15 * i), v)).ToList();

        Assert.Equal([1, 1, 1, 1, 3, 3, 4, 4, 1, 1, 1, 1, 1, 3], flags);
    }

    [Fact]
    public void A_slow_change_over_a_gap_is_no_jump()
    {
        var rate = new RateOfChange(3);
        rate.Flag(Start, 20);

        Assert.Equal(QartodFlag.Missing, rate.Flag(Start.AddMinutes(1), double.NaN));
        Assert.Equal(QartodFlag.Pass, rate.Flag(Start.AddMinutes(10), 40));
        Assert.Equal(QartodFlag.Suspect, rate.Flag(Start.AddMinutes(11), 44));
        Assert.Equal(QartodFlag.NotEvaluated, rate.Flag(Start.AddMinutes(11), 44));
    }

    [Fact]
    public void A_sensor_that_is_stuck_for_hours_is_found_through_its_gaps()
    {
        var flat = new FlatLine(new(0.05, TimeSpan.FromHours(2), TimeSpan.FromHours(6)));
        var flags = new List<QartodFlag>();
        for (var minute = 0; minute <= 400; minute++)
        {
            flags.Add(flat.Flag(Start.AddMinutes(minute), minute % 7 == 3 ? double.NaN : 21.5));
        }

        Assert.Equal(QartodFlag.Pass, flags[118]);
        Assert.Equal(QartodFlag.Suspect, flags[120]);
        Assert.Equal(QartodFlag.Fail, flags[361]);
        Assert.Equal(QartodFlag.Missing, flags[10]);
    }

    [Fact]
    public void A_recording_that_begins_again_is_judged_from_its_start()
    {
        var flat = new FlatLine(new(0.05, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20)));
        for (var minute = 0; minute < 15; minute++)
        {
            flat.Flag(Start.AddMinutes(minute), 5);
        }

        Assert.Equal(QartodFlag.Pass, flat.Flag(Start, 5));
    }

    [Theory]
    [InlineData(new[] { 1, 3, 4, 2, 9 }, 4)]
    [InlineData(new[] { 1, 3, 2 }, 3)]
    [InlineData(new[] { 2, 1, 9 }, 1)]
    [InlineData(new[] { 9, 2 }, 2)]
    [InlineData(new[] { 9 }, 9)]
    public void The_worst_flag_counts(int[] flags, int worst) =>
        Assert.Equal(worst, (int)QualityTests.Worst([.. flags.Select(f => (QartodFlag)f)]));

    [Theory]
    [InlineData("temperature-2", 86, QartodFlag.Fail)]
    [InlineData("temp", 51, QartodFlag.Suspect)]
    [InlineData("humidity", 103, QartodFlag.Pass)]
    [InlineData("soil_moisture-1", 0.6, QartodFlag.Suspect)]
    [InlineData("level-tank", 1.2, QartodFlag.Fail)]
    [InlineData("co2", 200, QartodFlag.Fail)]
    public void Each_quantity_has_its_own_limits(string column, double value, QartodFlag flag)
    {
        var limits = QualityLimits.Of(column);

        Assert.Equal(flag, QualityTests.GrossRange(value, limits.Fail, limits.Suspect));
    }

    [Theory]
    [InlineData("fail=10..50,suspect=20..40,rate=0.5,spike=25/50,flat=0.01/3000s/80m", "")]
    [InlineData("fail=50..10", "fail=50..10")]
    [InlineData("rate=0", "rate=0")]
    [InlineData("rate=3,spike=50/25", "spike=50/25")]
    [InlineData("flat=0.01/3000/80m", "flat=0.01/3000/80m")]
    [InlineData("flat=0.01/80m/3000s", "flat=0.01/80m/3000s")]
    [InlineData("flat=0.01/1d/99d", "flat=0.01/1d/99d")]
    [InlineData("colour=red", "colour=red")]
    public void Limits_are_read_as_typed_or_the_wrong_word_is_told(string text, string wrong)
    {
        var (limits, word) = LimitsReader.Read(text, new());

        Assert.Equal(wrong, word);
        Assert.Equal(wrong.Length == 0, limits is not null);
    }
}
