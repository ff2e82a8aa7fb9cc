using Vigia.Server.Influx;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Influx;

public sealed class InfluxLinesTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_000_120);

    [Fact]
    public void A_value_is_written_with_its_quantity_site_node_point_flag_and_milliseconds()
    {
        Assert.Equal(
            "temperature,site=ceiba,node=inv1,point=air q=1i,value=27.4 1764000000120",
            LineOf(new Reading("air", "Cel", 27.4))
        );
    }

    [Fact]
    public void A_flow_is_stored_in_litres_a_minute()
    {
        Assert.Equal(
            "flow,site=ceiba,node=inv1,point=riego q=1i,value=30,sum=120 1764000000120",
            LineOf(new Reading("riego", "l/s", 0.5, Sum: 2))
        );
    }

    [Fact]
    public void A_fault_alone_writes_the_fault_and_the_flag_and_no_value()
    {
        Assert.Equal(
            "soil_moisture,site=ceiba,node=inv1,point=soil_moisture q=4i,fault=\"NoAnswer\" 1764000000120",
            LineOf(new Reading("soil_moisture", "/", null, Fault: "NoAnswer", Flag: QartodFlag.Fail))
        );
    }

    [Fact]
    public void What_nobody_knows_goes_to_other()
    {
        Assert.StartsWith("other,site=ceiba,node=inv1,point=soil ", LineOf(new Reading("soil", "/", 0.3)));
    }

    [Fact]
    public void A_reading_lies_its_offset_after_its_pack()
    {
        Assert.EndsWith(" 1764000000870", LineOf(new Reading("air", "Cel", 1, OffsetMs: 750)));
    }

    [Theory]
    [InlineData("Lote 4", @"zone=Lote\ 4,")]
    [InlineData("a,b=c", @"zone=a\,b\=c,")]
    [InlineData("cañada", "zone=cañada,")]
    [InlineData("dos\nlíneas", @"zone=dos\ líneas,")]
    [InlineData(@"fin\", "zone=fin/,")]
    public void A_zone_is_escaped_as_a_tag(string zone, string written)
    {
        Assert.Contains(written, LineOf(new Reading("air", "Cel", 1), row => row with { Zone = zone }));
    }

    [Theory]
    [InlineData("say \"no\"", "fault=\"say \\\"no\\\"\"")]
    [InlineData(@"back\slash", "fault=\"back\\\\slash\"")]
    public void A_fault_is_escaped_as_a_text(string fault, string written)
    {
        Assert.Contains(written, LineOf(new Reading("air", "Cel", null, Fault: fault)));
    }

    [Fact]
    public void A_time_that_nothing_stands_behind_is_marked()
    {
        var line = LineOf(new Reading("air", "Cel", 1), row => row with { Clock = ClockQuality.None, ClockOff = true });

        Assert.Contains("q=1i,value=1,clk=0i,fault=\"ClockOff\" ", line);
    }

    [Theory]
    [InlineData(double.MaxValue)]
    [InlineData(-1.5e-300)]
    [InlineData(0.1)]
    public void A_number_reads_back_as_it_was(double value)
    {
        var line = LineOf(new Reading("air", "Cel", value));

        Assert.Equal(value, double.Parse(line.Split("value=")[1].Split(' ')[0]));
    }

    [Fact]
    public void The_same_row_gives_the_same_bytes_and_each_line_knows_its_row()
    {
        var row = ListLedger.Row(7, At, At, "inv1", new Reading("air", "Cel", 1), new Reading("soil", "/", 2));
        var batch = BatchOf(row);

        Assert.Equal(2, batch.Count);
        Assert.Equal(7, batch.RowOf(1));
        Assert.Equal(batch.Lines(0, 2).ToArray(), BatchOf(row).Lines(0, 2).ToArray());
        Assert.Equal(batch.Line(1) + "\n", System.Text.Encoding.UTF8.GetString(batch.Lines(1, 1).Span));
    }

    [Fact]
    public void A_point_that_the_farm_file_puts_in_another_zone_is_stored_there()
    {
        var (plan, errors) = Server.Farm.FarmFile.Parse(
            """
            zones: [{ name: casa, kind: greenhouse }, { name: pozo, kind: tank }]
            nodes: [{ name: inv1, zone: casa, points: { level: { title: Tanque, zone: pozo } } }]
            """,
            "farm.yaml"
        );
        Assert.Empty(errors);
        var row = ListLedger.Row(1, At, At, "inv1", new Reading("air", "Cel", 1), new Reading("level", "/", 0.5));
        var (reader, batch) = (new RowReader(), new LineBatch());
        Assert.True(reader.TryRead(row));

        new InfluxLines("ceiba", () => plan!).Write(row with { Zone = "casa" }, reader.Pack, batch);

        Assert.StartsWith("temperature,site=ceiba,zone=casa,", batch.Line(0));
        Assert.StartsWith("level,site=ceiba,zone=pozo,", batch.Line(1));
    }

    private static string LineOf(Reading reading, Func<LedgerRow, LedgerRow>? change = null)
    {
        var row = ListLedger.Row(1, At, At, "inv1", reading);
        return BatchOf(change is null ? row : change(row)).Line(0);
    }

    private static LineBatch BatchOf(LedgerRow row)
    {
        var reader = new RowReader();
        var batch = new LineBatch();
        Assert.True(reader.TryRead(row));
        new InfluxLines("ceiba").Write(row, reader.Pack, batch);
        return batch;
    }
}
