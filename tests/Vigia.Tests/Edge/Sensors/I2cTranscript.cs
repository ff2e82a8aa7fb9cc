using System.Device.I2c;

namespace Vigia.Tests.Edge.Sensors;

/// <summary>
/// A device that must be spoken to exactly as written down: <c>W 01C383</c> is written, <c>R C383</c> is read,
/// <c>NAK</c> is what the next transfer gets.
/// </summary>
internal sealed class I2cTranscript(params IReadOnlyList<string> lines) : I2cDevice
{
    private readonly Queue<string> rest = new(lines);

    public bool IsOver => rest.Count == 0;

    public override I2cConnectionSettings ConnectionSettings { get; } = new(1, 0x48);

    public override void Write(ReadOnlySpan<byte> buffer) => Assert.Equal(Next(), $"W {Convert.ToHexString(buffer)}");

    public override void Read(Span<byte> buffer)
    {
        var line = Next();
        Assert.StartsWith("R ", line, StringComparison.Ordinal);
        var answer = Convert.FromHexString(line[2..]);
        Assert.Equal(answer.Length, buffer.Length);
        answer.CopyTo(buffer);
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Write(writeBuffer);
        Read(readBuffer);
    }

    private string Next()
    {
        Assert.True(rest.TryDequeue(out var line), "nothing more was to be said");
        return line == "NAK"
            ? throw new IOException("Error 121 (Remote I/O error) performing I2C data transfer.")
            : line;
    }
}
