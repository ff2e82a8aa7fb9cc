using Vigia.Server.Cli;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Derive.Tables;

[Collection(AtTheTerminal.Name)]
public sealed class DeriveVerbTests : IDisposable
{
    private readonly Table air = new("time,temperature,humidity", "2026-03-01T13:00,30,40", "2026-03-01T14:00,25,80");

    public void Dispose() => air.Dispose();

    [Fact]
    public async Task A_channel_stands_behind_the_columns_it_came_from()
    {
        Assert.Equal(ExitCode.Good, await air.Derive("vpd"));

        Assert.Equal("time,temperature,humidity,vpd", air.Lines[0]);
        Assert.StartsWith("2026-03-01T13:00,30,40,2.5458", air.Lines[1], StringComparison.Ordinal);
        Assert.Equal("", air.Errors);
    }

    [Fact]
    public async Task Written_to_a_file_it_is_there_whole_and_nothing_beside_it()
    {
        Assert.Equal(ExitCode.Good, await air.Derive("vpd", "--out", air.Out));

        Assert.Equal(3, File.ReadAllLines(air.Out).Length);
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(air.Out)!).Length);
        Assert.Empty(air.Lines);
    }

    [Fact]
    public async Task A_table_may_be_written_over_itself()
    {
        Assert.Equal(ExitCode.Good, await air.Derive("vpd", "--out", air.Path));

        Assert.EndsWith(",vpd", File.ReadAllLines(air.Path)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_of_the_same_name_is_kept_and_the_new_one_set_apart()
    {
        using var table = new Table("temperature,humidity,vpd", "30,40,9");

        Assert.Equal(ExitCode.Good, await table.Derive("vpd"));

        Assert.Equal("temperature,humidity,vpd,vpd_derived", table.Lines[0]);
        Assert.StartsWith("30,40,9,2.54", table.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Derived_twice_no_two_columns_share_a_name()
    {
        using var table = new Table("temperature,humidity,vpd,vpd_derived", "30,40,9,9");

        Assert.Equal(ExitCode.Good, await table.Derive("vpd"));

        Assert.EndsWith(",vpd_derived_derived", table.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_one_sentence()
    {
        Assert.Equal(ExitCode.Wrong, await air.Derive("vpd", "--out", Path.Combine(air.Out, "none", "out.csv")));

        Assert.StartsWith($"I can't use {air.Out}", air.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_column_holds_is_set_by_hand_in_the_unit_of_its_name()
    {
        Assert.Equal(ExitCode.Good, await air.Derive("gfdi", "--set", "wind_speed=5,curing=100"));
        var metres = air.LastCells[0];

        using var again = new Table("temp,rh,ws,percent_cured", "30,40,18,100");
        Assert.Equal(ExitCode.Good, await again.Derive("gfdi"));

        Assert.Equal(metres, again.LastCells[0]);
    }

    [Fact]
    public async Task A_time_column_gives_the_fire_chain_its_hours()
    {
        const string Place = "lat=9.8,long=-69,percent_cured=95,ws=20,prec=0";
        Assert.Equal(ExitCode.Good, await air.Derive("gfwi", "--set", Place));

        using var parts = new Table("yr,mon,day,hr,temp,rh", "2026,3,1,13,30,40", "2026,3,1,14,25,80");
        Assert.Equal(ExitCode.Good, await parts.Derive("gfwi", "--set", Place));

        Assert.Equal(air.LastCells, parts.LastCells);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_by_line_and_column_and_the_rest_goes_on()
    {
        using var table = new Table("temperature,humidity", "30,x", "1", "", "30,", "25,NaN", "25,80");

        Assert.Equal(ExitCode.Wrong, await table.Derive("vpd"));

        Assert.Equal(["", "", "", "", "0.6335555435"], table.LastCells);
        Assert.Contains("line 2, column humidity: 'x' is no number", table.Errors, StringComparison.Ordinal);
        Assert.Contains("line 3: 1 cells where the header has 2", table.Errors, StringComparison.Ordinal);
        Assert.Contains("2 of 5 rows have no value", table.Errors, StringComparison.Ordinal);
        Assert.Contains("2 faults in 5 rows", table.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_faults_are_counted_and_twenty_told()
    {
        using var table = new Table(["temperature,humidity", .. Enumerable.Repeat("30,x", 100)]);

        Assert.Equal(ExitCode.Wrong, await table.Derive("vpd"));

        Assert.Equal(21, table.Errors.Trim().Split('\n').Length);
        Assert.Contains("100 faults in 100 rows", table.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_hour_leaves_the_soil_as_it_was()
    {
        using var table = new Table("et0,rain", "5.5,0", ",0", "5.5,0");
        const string Soil = "field_capacity=.25,wilting_point=.12,root_depth=.6,kc=1.15,p=.4,p_adjusted=0";

        Assert.Equal(ExitCode.Good, await table.Derive("depletion", "--set", Soil));

        Assert.Equal(["6.325", "", "12.65"], table.Lines.Skip(1).Select(line => line.Split(',')[2]));
    }

    [Fact]
    public async Task A_spreadsheet_with_semicolons_and_decimal_commas_is_read()
    {
        using var table = new Table("temperature;humidity;note", "30,0;40;\"a;b\"");

        Assert.Equal(ExitCode.Good, await table.Derive("vpd"));

        Assert.StartsWith("30,0;40;\"a;b\";2.5458", table.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_technicians_own_formula_may_name_columns_and_channels()
    {
        Assert.Equal(ExitCode.Good, await air.Derive("= if(temperature - dew_point < 5, 1, 0)", "--as", "wet"));

        Assert.Equal("time,temperature,humidity,wet", air.Lines[0]);
        Assert.Equal(["0", "1"], air.LastCells);
    }

    [Fact]
    public async Task The_speed_of_a_front_is_told_in_words_too()
    {
        Assert.Equal(ExitCode.Good, await air.Derive("spread", "--set", "ws=20,percent_cured=100"));

        Assert.EndsWith(",spread_words", air.Lines[0], StringComparison.Ordinal);
        Assert.Equal("as fast as a person walks", air.LastCells[0]);
    }

    [Theory]
    [InlineData("vdp", "I don't know the channel 'vdp'. Did you mean vpd?")]
    [InlineData("et0", "et0 needs a column temperature_min (Cel) / tmin (Cel)")]
    [InlineData("vpd --set vind=3", "--set: vpd has no input 'vind'; it has temperature, temp, humidity, rh.")]
    [InlineData("vpd --set temp", "--set: 'temp' is no setting")]
    [InlineData("vpd --set temp=1,temp=2", "--set: 'temp=2' is no setting")]
    [InlineData("=temprature", "Letter 1: there is no 'temprature'. Did you mean temperature?")]
    [InlineData("=mn(1,2)", "Letter 1: there is no function mn. Did you mean min?")]
    [InlineData("=1+", "Letter 3: the end where a number, a name or '(' should be.")]
    [InlineData("=(1", "Letter 3: the end where ')', ',' should be.")]
    [InlineData("=ln(1,2)", "Letter 1: ln takes 1 values.")]
    [InlineData("", "Say which channel")]
    public async Task A_mistake_is_one_sentence(string words, string said)
    {
        Assert.Equal(ExitCode.Usage, await air.Derive(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.StartsWith(said, air.Errors, StringComparison.Ordinal);
        Assert.Empty(air.Lines);
    }

    [Fact]
    public async Task Without_a_table_nothing_is_derived()
    {
        Assert.Equal(ExitCode.Usage, await Table.Say("derive", "vpd"));
        Assert.Equal(ExitCode.Wrong, await Table.Say("derive", "vpd", "--csv", air.Path + ".none"));
        using var empty = new Table();
        Assert.Equal(ExitCode.Wrong, await empty.Derive("vpd"));
        using var endless = new Table(new string('7', 70_000));
        Assert.Equal(ExitCode.Wrong, await endless.Derive("vpd"));
    }

    [Fact]
    public async Task An_endless_line_ends_the_table_with_a_sentence_and_no_file()
    {
        using var table = new Table("temperature,humidity", "30,40", new string('7', 70_000), "25,80");

        Assert.Equal(ExitCode.Wrong, await table.Derive("vpd", "--out", table.Out));

        Assert.Contains("Line 3 is longer than 65536 letters", table.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(table.Out));
    }
}
