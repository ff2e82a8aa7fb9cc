using Vigia.Server.Derive.Expressions;
using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Channels;

/// <summary>
/// A technician's own channel. Its names are points or columns, else channels of the catalogue that remember nothing:
/// <c>temperature - dew_point</c> needs temperature and humidity.
/// </summary>
internal static class ExpressionChannel
{
    /// <summary>What stands before an expression where a channel's name could stand too.</summary>
    public const char Sign = '=';

    public static (DerivedChannel? Channel, ExpressionError? Error) Compile(
        string name,
        string expression,
        IReadOnlyList<string> points
    )
    {
        var derived = ChannelCatalogue.All.Where(c => c.Start.Count == 0 && !points.Contains(c.Name)).ToList();
        string[] names = [.. points, .. derived.Select(c => c.Name)];
        var (compiled, error) = Expression.Compile(expression, names);
        if (compiled is null)
        {
            return (null, error);
        }

        List<Source> sources = [];
        List<ChannelInput> inputs = [];
        foreach (var at in compiled.Used)
        {
            var channel = at < points.Count ? null : derived[at - points.Count];
            var own = channel?.Inputs ?? [new ChannelInput(points[at], "")];
            sources.Add(new(at, channel, [.. own.Select(input => PlaceOf(input, inputs))]));
        }

        var formula = Formula(compiled, sources, names.Length);
        return (new(name, new LocalText(expression, expression), inputs, [new(name, "")], formula), null);
    }

    private static Formula Formula(Expression compiled, List<Source> sources, int names)
    {
        // One evaluation at a time, like the rows it is for.
        var values = new double[names];
        return (inputs, state, outputs) =>
        {
            foreach (var source in sources)
            {
                values[source.Name] = source.Value(inputs);
            }

            outputs[0] = compiled.Evaluate(values).OrNaN();
        };
    }

    // What two parts of an expression need is read once.
    private static int PlaceOf(ChannelInput input, List<ChannelInput> inputs)
    {
        var at = inputs.FindIndex(known => known == input || (known.Name == input.Name && known.Unit.Length == 0));
        if (at >= 0)
        {
            return at;
        }

        inputs.Add(input);
        return inputs.Count - 1;
    }

    /// <param name="Name">Its place among the names of the expression.</param>
    /// <param name="Channel">Null for a point.</param>
    /// <param name="Places">Those of its inputs among all.</param>
    private sealed record Source(int Name, DerivedChannel? Channel, int[] Places)
    {
        private readonly double[] inputs = new double[Places.Length];
        private readonly double[] outputs = new double[Channel?.Outputs.Count ?? 0];

        public double Value(ReadOnlySpan<double> all)
        {
            if (Channel is null)
            {
                return all[Places[0]];
            }

            for (var i = 0; i < Places.Length; i++)
            {
                inputs[i] = all[Places[i]];
            }

            Channel.Formula(inputs, [], outputs);
            return outputs[0];
        }
    }
}
