using System.Globalization;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Sampling;
using Vigia.Edge.Sensors;
using Vigia.Wire;

namespace Vigia.Edge.Cli;

/// <summary>
/// The technician's first tool: asks sensors as the agent would, calibration included, and says of each point what came,
/// down to the bytes, and what to do when nothing did.
/// </summary>
internal sealed class Sense(Texts texts, TextWriter output, SensorTime time)
{
    // An SCD4x has its first value after 5 s; a pulse counter needs some time to have a rate over.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private const int MostLooks = 12;

    /// <summary>0 when every sensor answered well, 1 when one did not.</summary>
    public async Task<int> OnceAsync(IReadOnlyList<SensorLine> sensors, IBoard board, CancellationToken stop)
    {
        var isGood = true;
        foreach (var line in sensors)
        {
            using var slot = SlotOf(line, board);
            isGood &= Tell(line, slot, await FirstOf(slot, stop));
        }

        return isGood ? ExitCode.Good : ExitCode.Wrong;
    }

    /// <summary>Each sensor at its interval until stopped; the exit code is that of the last answers.</summary>
    public async Task<int> LiveAsync(IReadOnlyList<SensorLine> sensors, IBoard board, CancellationToken stop)
    {
        var slots = sensors.Select(line => (Line: line, Slot: SlotOf(line, board))).ToList();
        var bad = new HashSet<string>();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                foreach (var (line, slot) in slots.Where(s => s.Slot.UntilDue <= TimeSpan.Zero))
                {
                    Turn(line, slot, bad);
                }

                await Wait(slots.Min(s => s.Slot.UntilDue), stop);
            }
        }
        finally
        {
            slots.ForEach(s => s.Slot.Dispose());
        }

        return bad.Count == 0 ? ExitCode.Good : ExitCode.Wrong;
    }

    private SensorSlot SlotOf(SensorLine line, IBoard board) =>
        new(line, () => line.Chip.Open(board, line, time), time.World);

    private void Turn(SensorLine line, SensorSlot slot, HashSet<string> bad)
    {
        var measured = slot.Ask();
        slot.Schedule(failed: measured.Fault is not null);
        if (measured.IsNotYet)
        {
            return;
        }

        _ = Tell(line, slot, measured) ? bad.Remove(line.Name) : bad.Add(line.Name);
    }

    private async Task<Measurement> FirstOf(SensorSlot slot, CancellationToken stop)
    {
        var measured = slot.Ask();
        for (var looks = 0; looks < MostLooks && measured.IsNotYet && !stop.IsCancellationRequested; looks++)
        {
            await Wait(Look, stop);
            measured = slot.Ask();
        }

        return measured;
    }

    private async Task Wait(TimeSpan span, CancellationToken stop) =>
        await Task.Delay(span > TimeSpan.Zero ? span : TimeSpan.Zero, time.World, stop)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private bool Tell(SensorLine line, SensorSlot slot, Measurement measured)
    {
        if (measured.IsNotYet)
        {
            output.WriteLine(texts.NothingYet(line.Name));
            return false;
        }

        var raw = measured.Raw.IsEmpty ? "-" : BitConverter.ToString(measured.Raw.ToArray()).Replace('-', ' ');
        foreach (var reading in slot.ReadingsOf(measured))
        {
            output.WriteLine(LineOf(line, reading, raw));
        }

        return !measured.Faults.Any();
    }

    private string LineOf(SensorLine line, Reading reading, string raw)
    {
        var said = $"{reading.Point, -20} {ValueOf(reading), -22} {raw, -26} {texts.Flag(reading.Flag)}";
        return Enum.TryParse<SensorFault>(reading.Fault, out var fault)
            ? $"{said}  {fault}: {texts.Advice(fault, line.Wiring)}"
            : said;
    }

    private static string ValueOf(Reading reading)
    {
        var value = reading.Value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-";
        var sum = reading.Sum is { } total ? string.Create(CultureInfo.InvariantCulture, $" (Σ {total:0.####})") : "";
        return $"{value} {reading.Unit}{sum}";
    }
}
