namespace Vigia.Edge.Sensors;

/// <summary>A contact or an optocoupler: 1 while the line is in its active state. The board debounces it.</summary>
internal sealed class DigitalInput(IInputLine line) : ISensor
{
    // Relays, floats and doors.
    private static readonly TimeSpan ContactBounce = TimeSpan.FromMilliseconds(20);

    public static readonly Chip Chip = new(
        "input",
        new OnLine(ContactBounce),
        [new("state", "boolean", 0)],
        (board, line, _) => new DigitalInput(board.OpenInput(line))
    );

    public Measurement Measure()
    {
        try
        {
            var state = line.IsActive() ? (byte)1 : (byte)0;
            return Measurement.Of(state).From([state]);
        }
        catch (IOException trouble)
        {
            return BusFault.Of(trouble);
        }
    }

    public void Dispose() => line.Dispose();
}
