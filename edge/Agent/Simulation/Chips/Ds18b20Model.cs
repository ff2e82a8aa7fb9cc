using System.Globalization;
using System.Text;
using Vigia.Edge.Sensors;

namespace Vigia.Edge.Simulation.Chips;

/// <summary>A DS18B20 as the kernel's w1_therm shows it: reading it converts for 750 ms, then there are two lines of text.</summary>
internal sealed class Ds18b20Model(string rom, Pause pause, OneWireSupply supply, Func<double> celsius) : IOneWire
{
    // Datasheet, table 2: conversion at 12 bits.
    private static readonly TimeSpan Conversion = TimeSpan.FromMilliseconds(750);

    // What stands in the scratchpad after power-up: +85 °C; byte 6 tells it from a measurement.
    private static readonly byte[] AfterPowerUp = [0x50, 0x05, 0x4B, 0x46, 0x7F, 0xFF, 0x0C, 0x10];

    private bool hadPower = true;

    public string ReadSlave()
    {
        var wasAway = !hadPower;
        hadPower = supply.IsThere();
        if (!hadPower)
        {
            throw new IOException($"Error 6 (No such device or address) reading {rom}.");
        }

        pause(Conversion);
        var scratchpad = wasAway ? AfterPowerUp : Measured();
        var crc = Ds18b20.Crc(scratchpad);
        byte[] sent = [.. scratchpad, crc];
        supply.Disturb(sent);
        return Text(sent);
    }

    public void Dispose() { }

    private byte[] Measured()
    {
        var raw = (short)Math.Round(Math.Clamp(celsius(), -55, 125) * 16);
        return [(byte)raw, (byte)(raw >> 8), 0x4B, 0x46, 0x7F, 0xFF, (byte)(0x10 - (raw & 0x0F)), 0x10];
    }

    private static string Text(byte[] sent)
    {
        var bytes = new StringBuilder();
        foreach (var b in sent)
        {
            bytes.Append(CultureInfo.InvariantCulture, $"{b:x2} ");
        }

        var crc = Ds18b20.Crc(sent.AsSpan(0, sent.Length - 1));
        var verdict = crc == sent[^1] ? "YES" : "NO";
        var raw = (short)(sent[0] | (sent[1] << 8));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{bytes}: crc={crc:x2} {verdict}\n{bytes}t={raw * 1000 / 16}\n"
        );
    }
}

/// <summary>The wire a probe hangs on.</summary>
/// <param name="Disturb">Sees every answer, and may change its bits.</param>
internal sealed record OneWireSupply(Func<bool> IsThere, WireTap Disturb);
