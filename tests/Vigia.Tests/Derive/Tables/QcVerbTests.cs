using Vigia.Server.Cli;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Derive.Tables;

[Collection(AtTheTerminal.Name)]
public sealed class QcVerbTests
{
    [Theory]
    [InlineData("gross-range", "fail=10..50,suspect=20..40", "5 10 15 20 25 30 35 40 45 51", "4331111134")]
    [InlineData("spike", "spike=25/50", "10 12 999.99 13 15 40 9 9", "24441312")]
    [InlineData("rate", "rate=0.3333333333333333", "2 6 12 12 7 1", "213113")]
    [InlineData(
        "flat-line",
        "flat=.01/3000s/80m",
        "1 2 2.0001 2 2.0001 2 2.0001 2 4 5 3 3.0001 3.0005 3.00001",
        "11113344111113"
    )]
    public async Task The_flags_are_those_of_the_reference_tests(
        string test,
        string limits,
        string values,
        string flags
    )
    {
        using var table = new Table(["x", .. values.Split(' ')]);

        Assert.Equal(
            ExitCode.Good,
            await table.Qc("--column", "x", "--test", test, "--limits", limits, "--every", "15m")
        );

        Assert.Equal($"x,x_{test.Replace('-', '_')},x_flag", table.Lines[0]);
        Assert.Equal(flags, string.Concat(table.LastCells));
    }

    [Fact]
    public async Task A_temperature_has_limits_of_its_own_and_its_worst_flag_stands_last()
    {
        using var table = new Table(
            "time,temperature-2",
            "2026-03-01T13:00,30",
            "2026-03-01T13:01,52",
            "2026-03-01T13:02,",
            "2026-03-01T13:03,-127",
            "2026-03-01T13:04,x"
        );

        Assert.Equal(ExitCode.Wrong, await table.Qc("--column", "temperature-2"));

        Assert.EndsWith(
            ",temperature-2_gross_range,temperature-2_rate,temperature-2_flat_line,temperature-2_flag",
            table.Lines[0],
            StringComparison.Ordinal
        );
        Assert.Equal("2026-03-01T13:01,52,3,3,1,3", table.Lines[2]);
        Assert.Equal(["1", "3", "9", "4", "9"], table.LastCells);
        Assert.Contains("line 6, column temperature-2: 'x' is no number", table.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--column temprature", "The table has no column 'temprature'; it has time, x.")]
    [InlineData("", "Say which column: --column NAME; the table has time, x.")]
    [InlineData("--column x", "There are no limits for x")]
    [InlineData("--column x --limits rate=fast", "--limits: 'rate=fast' is no limit")]
    [InlineData("--column x --limits rate=1 --test spike", "There are no limits for spike")]
    [InlineData("--column x --limits rate=1 --test rat", "--test: 'rat' is not one of gross-range, spike, rate")]
    [InlineData("--column x --limits rate=1 --every soon", "--every: 'soon' is no time")]
    public async Task A_mistake_is_one_sentence(string words, string said)
    {
        using var table = new Table("time,x", "2026-03-01T13:00,1");

        Assert.Equal(ExitCode.Usage, await table.Qc(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.StartsWith(said, table.Errors, StringComparison.Ordinal);
        Assert.Empty(table.Lines);
    }

    [Fact]
    public async Task Rates_need_times()
    {
        using var table = new Table("x", "1");

        Assert.Equal(ExitCode.Usage, await table.Qc("--column", "x", "--limits", "rate=1"));
        Assert.Equal(ExitCode.Good, await table.Qc("--column", "x", "--limits", "fail=0..2"));

        Assert.Contains("The table has no times", table.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_whose_time_cannot_be_read_is_told_and_not_evaluated()
    {
        using var table = new Table("time,x", "2026-03-01T13:00,1", "yesterday,2");

        Assert.Equal(ExitCode.Wrong, await table.Qc("--column", "x", "--limits", "rate=1"));

        Assert.Equal(["2", "2"], table.LastCells);
        Assert.Contains("line 3: its time can't be read", table.Errors, StringComparison.Ordinal);
    }
}
