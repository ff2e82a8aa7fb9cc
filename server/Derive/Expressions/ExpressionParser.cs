using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Expressions;

/// <summary>
/// Comparisons bind least, then + and −, then * and /, then a leading minus, then ^ (to the right: 2^3^2 is 2^9). Writes
/// instructions as it reads; the first thing wrong ends it.
/// </summary>
internal sealed class ExpressionParser(string text, IReadOnlyList<string> names)
{
    private static readonly Dictionary<string, Operation> Comparisons = new()
    {
        ["<"] = Operation.Less,
        ["<="] = Operation.AtMost,
        [">"] = Operation.Greater,
        [">="] = Operation.AtLeast,
        ["=="] = Operation.Equal,
        ["!="] = Operation.Unequal,
    };

    private static readonly Dictionary<string, Operation> Sums = new()
    {
        ["+"] = Operation.Add,
        ["-"] = Operation.Subtract,
    };

    private static readonly Dictionary<string, Operation> Products = new()
    {
        ["*"] = Operation.Multiply,
        ["/"] = Operation.Divide,
    };

    private readonly Lexer lexer = new(text);
    private readonly List<Instruction> program = [];
    private Token token;
    private int depth;

    public ExpressionError? Error { get; private set; }

    /// <summary>The instructions, or none: then <see cref="Error"/> says why.</summary>
    public Instruction[]? Parse()
    {
        if (text.Length > Expression.MostLetters)
        {
            Error = new(ExpressionFault.TooLong, Expression.MostLetters + 1);
            return null;
        }

        Advance();
        if (token.Kind == TokenKind.End)
        {
            Error = new(ExpressionFault.Empty, 1, Expected: Expected.Value);
            return null;
        }

        return Comparison() && (token.Kind == TokenKind.End || Unexpected(Expected.OperatorOrEnd))
            ? [.. program]
            : null;
    }

    private bool Comparison() => LeftToRight(Comparisons, Sum);

    private bool Sum() => LeftToRight(Sums, Product);

    private bool Product() => LeftToRight(Products, Signed);

    private bool LeftToRight(Dictionary<string, Operation> operations, Func<bool> operand)
    {
        if (!operand())
        {
            return false;
        }

        while (token.Kind == TokenKind.Symbol && operations.TryGetValue(token.Text, out var operation))
        {
            Advance();
            if (!operand())
            {
                return false;
            }

            program.Add(new(operation, Count: 2));
        }

        return true;
    }

    private bool Signed()
    {
        if (!token.Is("-"))
        {
            return Power();
        }

        return Deeper(() =>
        {
            Advance();
            return Signed() && Write(new(Operation.Negate, Count: 1));
        });
    }

    private bool Power()
    {
        if (!Primary())
        {
            return false;
        }

        if (!token.Is("^"))
        {
            return true;
        }

        return Deeper(() =>
        {
            Advance();
            return Signed() && Write(new(Operation.Power, Count: 2));
        });
    }

    private bool Primary()
    {
        var first = token;
        switch (first.Kind)
        {
            case TokenKind.Number when double.IsNaN(first.Number):
                return Fail(new(ExpressionFault.Number, first.Start + 1, first.Text));
            case TokenKind.Number:
                Advance();
                return Write(new(Operation.Number, first.Number));
            case TokenKind.Name:
                Advance();
                return token.Is("(") && text[first.Start] != '[' ? Call(first) : Input(first);
            case TokenKind.Symbol when first.Text == "(":
                return Deeper(() =>
                {
                    Advance();
                    return Comparison() && Closing();
                });
            default:
                return Unexpected(Expected.Value);
        }
    }

    private bool Input(Token name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name.Text)
            {
                return Write(new(Operation.Input, Count: i));
            }
        }

        return Function.Called(name.Text) is null
            ? Fail(new(ExpressionFault.UnknownName, name.Start + 1, name.Text, Nearest: Near(name.Text, names)))
            : Unexpected(Expected.Opening);
    }

    private bool Call(Token name)
    {
        if (Function.Called(name.Text) is not { } function)
        {
            var nearest = Near(name.Text, [.. Function.All.Select(f => f.Name)]);
            return Fail(new(ExpressionFault.UnknownFunction, name.Start + 1, name.Text, Nearest: nearest));
        }

        return Deeper(() =>
        {
            var count = 0;
            do
            {
                Advance();
                if (!Comparison())
                {
                    return false;
                }

                count++;
            } while (token.Is(","));

            if (!Closing())
            {
                return false;
            }

            return count >= function.Least && count <= function.Most
                ? Write(new(function.Operation, Count: count))
                : Fail(new(ExpressionFault.Arguments, name.Start + 1, name.Text, Nearest: function.Takes));
        });
    }

    private bool Closing()
    {
        if (!token.Is(")"))
        {
            return Unexpected(Expected.Closing);
        }

        Advance();
        return true;
    }

    private bool Deeper(Func<bool> part)
    {
        if (depth == Expression.MostDepth)
        {
            return Fail(new(ExpressionFault.TooDeep, token.Start + 1, token.Text));
        }

        depth++;
        var good = part();
        depth--;
        return good;
    }

    private bool Write(Instruction instruction)
    {
        program.Add(instruction);
        return true;
    }

    private bool Unexpected(Expected expected) =>
        Fail(
            token is { Kind: TokenKind.Unknown, Text: "[" }
                ? new(ExpressionFault.Unexpected, text.Length + 1, "", Expected.ClosingBracket)
                : new(ExpressionFault.Unexpected, token.Start + 1, token.Text, expected)
        );

    private bool Fail(ExpressionError error)
    {
        Error ??= error;
        return false;
    }

    private static string Near(string written, IReadOnlyList<string> words) => NearestWord.Among(written, words);

    private void Advance() => token = lexer.Next();
}
