using Vigia.Server.Derive.Expressions;

namespace Vigia.Server.Cli;

/// <summary>What is wrong with an expression, as a sentence.</summary>
internal static class ExpressionWords
{
    public static string Of(ExpressionError error, Texts texts) =>
        error.Fault switch
        {
            ExpressionFault.TooLong => texts.ExpressionTooLong(Expression.MostLetters),
            ExpressionFault.TooDeep => texts.ExpressionTooDeep(error.Position, Expression.MostDepth),
            ExpressionFault.UnknownName => texts.ExpressionName(error.Position, error.Found, error.Nearest),
            ExpressionFault.UnknownFunction => texts.ExpressionFunction(error.Position, error.Found, error.Nearest),
            ExpressionFault.Arguments => texts.ExpressionArguments(error.Position, error.Found, error.Nearest),
            ExpressionFault.Number => texts.ExpressionNumber(error.Position, error.Found),
            _ => texts.ExpressionUnexpected(
                error.Position,
                error.Found.Length == 0 ? texts.TheEnd : $"'{error.Found}'",
                Wanted(error.Expected, texts)
            ),
        };

    private static string Wanted(Expected expected, Texts texts) =>
        expected switch
        {
            Expected.OperatorOrEnd => texts.ExpectedOperator,
            Expected.Closing => "')', ','",
            Expected.ClosingBracket => "']'",
            Expected.Opening => "'('",
            _ => texts.ExpectedValue,
        };
}
