namespace Vigia.Server.Derive.Expressions;

/// <summary>What the operations do. "No value" is NaN, and every operation hands it on, except a choice that does not choose it.</summary>
internal static class Arithmetic
{
    public static double Apply(Operation operation, ReadOnlySpan<double> values) =>
        operation switch
        {
            Operation.Negate => -values[0],
            Operation.Add => Finite(values[0] + values[1]),
            Operation.Subtract => Finite(values[0] - values[1]),
            Operation.Multiply => Finite(values[0] * values[1]),
            Operation.Divide => Finite(values[0] / values[1]),
            // NaN^0 and 1^NaN are 1 to IEEE 754; to us what is not known stays so.
            Operation.Power or Operation.Raise => AllKnown(values)
                ? Finite(Math.Pow(values[0], values[1]))
                : double.NaN,
            Operation.Least => Least(values),
            Operation.Greatest => Greatest(values),
            Operation.Choose => double.IsNaN(values[0]) ? double.NaN : values[values[0] != 0 ? 1 : 2],
            Operation.Exponential => Finite(Math.Exp(values[0])),
            Operation.Logarithm => Finite(Math.Log(values[0])),
            Operation.SquareRoot => Math.Sqrt(values[0]),
            Operation.Absolute => Math.Abs(values[0]),
            _ => AllKnown(values) ? Compare(operation, values[0], values[1]) : double.NaN,
        };

    private static double Compare(Operation operation, double left, double right)
    {
        var holds = operation switch
        {
            Operation.Less => left < right,
            Operation.AtMost => left <= right,
            Operation.Greater => left > right,
            Operation.AtLeast => left >= right,
            Operation.Equal => left == right,
            _ => left != right,
        };
        return holds ? 1 : 0;
    }

    private static double Least(ReadOnlySpan<double> values)
    {
        var least = values[0];
        foreach (var value in values)
        {
            least = Math.Min(least, value);
        }

        return least;
    }

    private static double Greatest(ReadOnlySpan<double> values)
    {
        var greatest = values[0];
        foreach (var value in values)
        {
            greatest = Math.Max(greatest, value);
        }

        return greatest;
    }

    private static bool AllKnown(ReadOnlySpan<double> values) => !double.IsNaN(values[0]) && !double.IsNaN(values[1]);

    // 1/(1/0) would be 0: infinity must not come back as a value.
    private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
}
