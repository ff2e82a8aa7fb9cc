using Vigia.Server.Farm;
using Vigia.Wire;

namespace Vigia.Server.Derive.Live;

/// <summary>The farm file's formulas in one zone. Pure: what they need is in the zone's memory.</summary>
internal static class OwnChannels
{
    public static bool Take(IReadOnlyList<OwnChannel> channels, string point)
    {
        foreach (var channel in channels)
        {
            foreach (var input in channel.Formula.Inputs)
            {
                if (input.Name == point)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What a channel makes of this reading, where it is that of its first point; null: nothing, or an input is not known.</summary>
    public static Derived? Of(OwnChannel channel, ZoneMemory memory, string node, in Measured reading)
    {
        var inputs = channel.Formula.Inputs;
        if (inputs.First(input => !channel.Values.ContainsKey(input.Name)).Name != reading.Point)
        {
            return null;
        }

        Span<double> values = stackalloc double[inputs.Count];
        var (flag, ms) = (reading.Flag, reading.Ms);
        for (var i = 0; i < values.Length; i++)
        {
            if (channel.Values.TryGetValue(inputs[i].Name, out var constant))
            {
                values[i] = constant;
            }
            else if (Find(memory, node, inputs[i].Name, reading.Ms) is { } known)
            {
                values[i] = known.Value;
                flag = known.Flag > flag ? known.Flag : flag;
                ms = Math.Max(ms, known.Ms);
            }
            else if (inputs[i].Otherwise is { } otherwise)
            {
                values[i] = otherwise;
            }
            else
            {
                return null;
            }
        }

        Span<double> outputs = stackalloc double[channel.Formula.Outputs.Count];
        channel.Formula.Formula(values, [], outputs);
        return double.IsFinite(outputs[0]) ? new Derived(channel.Name, channel.Unit, outputs[0], flag, ms) : null;
    }

    // Of the node itself, else the newest of the zone; of two the first by name.
    private static InputMemory? Find(ZoneMemory memory, string node, string point, long ms)
    {
        if (memory.Inputs.TryGetValue($"{node}/{point}", out var own))
        {
            return own.CountsAt(ms) ? own : null;
        }

        return memory
            .Inputs.Where(entry =>
                entry.Key.EndsWith($"/{point}", StringComparison.Ordinal) && entry.Value.CountsAt(ms)
            )
            .OrderByDescending(entry => entry.Value.Ms)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => entry.Value)
            .FirstOrDefault();
    }
}
