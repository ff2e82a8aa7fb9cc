namespace Vigia.Server.Derive.Expressions;

internal enum Operation
{
    Number,
    Input,
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Equal,
    Unequal,
    Least,
    Greatest,
    Choose,
    Exponential,
    Logarithm,
    SquareRoot,
    Absolute,

    /// <summary>pow(a, b): a^b, and written as it was.</summary>
    Raise,
}

/// <summary>One step of a compiled expression, working on a stack.</summary>
/// <param name="Number">Of <see cref="Operation.Number"/>.</param>
/// <param name="Count">How many values it takes; of <see cref="Operation.Input"/> the input's place among the names.</param>
internal readonly record struct Instruction(Operation Operation, double Number = 0, int Count = 0);
