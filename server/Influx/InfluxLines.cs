using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Server.Influx;

/// <summary>
/// A ledger row as lines of InfluxDB. A pure function of the row and the farm file: the same row gives the same bytes on any day, so
/// that a row written twice stands in InfluxDB once.
/// </summary>
/// <param name="farm">Says which points are in another zone than their node's; null: none is.</param>
internal sealed class InfluxLines(string site, Func<FarmPlan>? farm = null)
{
    public void Write(LedgerRow row, Pack pack, LineBatch output)
    {
        var elsewhere = farm?.Invoke().Node(row.Node)?.PointZones;
        foreach (var reading in pack.Readings)
        {
            var zone = elsewhere?.GetValueOrDefault(reading.Point) ?? row.Zone;
            var quantity = Quantity.Of(reading.Point, reading.Unit);
            WriteSeries(row, zone, reading, quantity, output);
            WriteFields(row, reading, quantity, output);
            output.Write(" "u8);
            output.WriteNumber(row.TimeMs + reading.OffsetMs);
            output.EndLine(row.Row);
        }
    }

    private void WriteSeries(LedgerRow row, string? zone, in Reading reading, Quantity quantity, LineBatch output)
    {
        output.WritePlain(quantity.Name);
        WriteTag(",site="u8, site, output);
        if (zone is { Length: > 0 })
        {
            WriteTag(",zone="u8, zone, output);
        }

        WriteTag(",node="u8, row.Node, output);
        WriteTag(",point="u8, reading.Point, output);
    }

    private static void WriteFields(LedgerRow row, in Reading reading, Quantity quantity, LineBatch output)
    {
        output.Write(" q="u8);
        output.WriteNumber((long)reading.Flag);
        output.Write("i"u8);
        if (reading.Value is { } value)
        {
            output.Write(",value="u8);
            output.WriteNumber(value * quantity.Factor);
        }

        if (reading.Sum is { } sum)
        {
            output.Write(",sum="u8);
            output.WriteNumber(sum * quantity.Factor);
        }

        if (row.Clock < ClockQuality.Server)
        {
            output.Write(",clk="u8);
            output.WriteNumber((long)row.Clock);
            output.Write("i"u8);
        }

        if ((reading.Fault ?? (row.ClockOff ? "ClockOff" : null)) is { } fault)
        {
            output.Write(",fault="u8);
            output.WriteText(fault);
        }
    }

    private static void WriteTag(ReadOnlySpan<byte> key, string value, LineBatch output)
    {
        output.Write(key);
        output.WriteTag(value);
    }
}
