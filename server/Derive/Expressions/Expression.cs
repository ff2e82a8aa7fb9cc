namespace Vigia.Server.Derive.Expressions;

/// <summary>
/// A technician's own formula: numbers, names of inputs, + - * / ^, comparisons (1 or 0), min max if exp ln sqrt pow abs.
/// Compiled once into a row of instructions; evaluating it allocates nothing, takes at most as many steps as it has letters,
/// and cannot fail: where it is not defined (ln 0, 1/0, an input without value) there is no value.
/// </summary>
internal sealed class Expression
{
    public const int MostLetters = 500;

    /// <summary>Parentheses, calls, signs and powers within one another.</summary>
    public const int MostDepth = 32;

    private readonly Instruction[] program;
    private readonly IReadOnlyList<string> names;
    private readonly int stackSize;

    private Expression(Instruction[] program, IReadOnlyList<string> names)
    {
        (this.program, this.names) = (program, names);
        stackSize = DeepestStack(program);
    }

    /// <param name="names">What the formula may use; their order is that of the inputs.</param>
    public static (Expression? Compiled, ExpressionError? Error) Compile(string text, IReadOnlyList<string> names)
    {
        var parser = new ExpressionParser(text, names);
        return parser.Parse() is { } program ? (new(program, names), null) : (null, parser.Error);
    }

    /// <summary>The names it uses, as places among all names.</summary>
    public IReadOnlyList<int> Used =>
        [.. program.Where(step => step.Operation == Operation.Input).Select(step => step.Count).Distinct()];

    /// <param name="inputs">One value a name; NaN is none.</param>
    public double? Evaluate(ReadOnlySpan<double> inputs)
    {
        Span<double> stack = stackalloc double[stackSize];
        var top = 0;
        foreach (ref readonly var step in program.AsSpan())
        {
            switch (step.Operation)
            {
                case Operation.Number:
                    stack[top++] = step.Number;
                    break;
                case Operation.Input:
                    stack[top++] = inputs[step.Count];
                    break;
                default:
                    top -= step.Count;
                    stack[top] = Arithmetic.Apply(step.Operation, stack.Slice(top, step.Count));
                    top++;
                    break;
            }
        }

        return stack[0].OrNone;
    }

    /// <summary>The formula as it was understood, without needless parentheses or spaces; compiles to the same.</summary>
    public override string ToString() => ExpressionPrinter.Print(program, names);

    private static int DeepestStack(Instruction[] program)
    {
        var (now, deepest) = (0, 0);
        foreach (var step in program)
        {
            now += step.Operation is Operation.Number or Operation.Input ? 1 : 1 - step.Count;
            deepest = Math.Max(deepest, now);
        }

        return deepest;
    }
}
