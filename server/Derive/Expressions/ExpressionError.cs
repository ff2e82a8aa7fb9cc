namespace Vigia.Server.Derive.Expressions;

internal enum ExpressionFault
{
    Empty,
    TooLong,
    TooDeep,

    /// <summary>Something stands where something else is due.</summary>
    Unexpected,
    UnknownName,
    UnknownFunction,

    /// <summary>A function with too few or too many values.</summary>
    Arguments,

    /// <summary>Digits that are no number.</summary>
    Number,
}

internal enum Expected
{
    Nothing,
    Value,
    OperatorOrEnd,
    Closing,
    ClosingBracket,
    Opening,
}

/// <summary>Why an expression can't be used.</summary>
/// <param name="Position">Of the character, from 1.</param>
/// <param name="Found">What stands there; empty at the end.</param>
/// <param name="Expected">What would be right there.</param>
/// <param name="Nearest">A known name that resembles what was found; or how many values a function takes; or empty.</param>
internal sealed record ExpressionError(
    ExpressionFault Fault,
    int Position,
    string Found = "",
    Expected Expected = Expected.Nothing,
    string Nearest = ""
);
