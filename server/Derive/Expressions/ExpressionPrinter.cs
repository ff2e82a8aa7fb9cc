using System.Globalization;

namespace Vigia.Server.Derive.Expressions;

/// <summary>Writes instructions back as an expression, with parentheses only where they matter.</summary>
internal static class ExpressionPrinter
{
    private const int Comparison = 1;
    private const int Sum = 2;
    private const int Product = 3;
    private const int Sign = 4;
    private const int Power = 5;
    private const int Primary = 6;

    private readonly record struct Part(string Text, int Binding)
    {
        public string Within(int binding) => Binding < binding ? $"({Text})" : Text;
    }

    public static string Print(IReadOnlyList<Instruction> program, IReadOnlyList<string> names)
    {
        var parts = new Stack<Part>();
        foreach (var step in program)
        {
            parts.Push(
                step.Operation switch
                {
                    Operation.Number => new(step.Number.ToString("R", CultureInfo.InvariantCulture), Primary),
                    Operation.Input => new(Name(names[step.Count]), Primary),
                    Operation.Negate => new($"-{parts.Pop().Within(Sign)}", Sign),
                    _ when Written(step.Operation) is { } sign => Binary(parts, sign),
                    _ => Call(parts, step),
                }
            );
        }

        return parts.Pop().Text;
    }

    private static Part Binary(Stack<Part> parts, (string Sign, int Binding) operation)
    {
        var (sign, binding) = operation;
        var right = parts.Pop();
        var left = parts.Pop();
        return binding == Power
            ? new($"{left.Within(Primary)}{sign}{right.Within(Sign)}", binding)
            : new($"{left.Within(binding)}{sign}{right.Within(binding + 1)}", binding);
    }

    private static Part Call(Stack<Part> parts, Instruction step)
    {
        var values = new string[step.Count];
        for (var i = step.Count - 1; i >= 0; i--)
        {
            values[i] = parts.Pop().Text;
        }

        var name = Function.All.Single(function => function.Operation == step.Operation).Name;
        return new($"{name}({string.Join(',', values)})", Primary);
    }

    private static string Name(string name) => Lexer.IsPlainName(name) ? name : $"[{name}]";

    private static (string Sign, int Binding)? Written(Operation operation) =>
        operation switch
        {
            Operation.Less => ("<", Comparison),
            Operation.AtMost => ("<=", Comparison),
            Operation.Greater => (">", Comparison),
            Operation.AtLeast => (">=", Comparison),
            Operation.Equal => ("==", Comparison),
            Operation.Unequal => ("!=", Comparison),
            Operation.Add => ("+", Sum),
            Operation.Subtract => ("-", Sum),
            Operation.Multiply => ("*", Product),
            Operation.Divide => ("/", Product),
            Operation.Power => ("^", Power),
            _ => null,
        };
}
