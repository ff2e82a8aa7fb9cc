using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Vigia.Server.Derive.Expressions;

namespace Vigia.Tests.Derive.Expressions;

public sealed class ExpressionPropertyTests
{
    private static readonly string[] Names = ["a", "temperature", "soil_moisture-1"];
    private static readonly double[] Values = [2.5, -30, 0.2];

    private static readonly string[] Crumbs =
    [
        .. "( ) ( ) , + - * / ^ < <= > >= == != = ! [ ] . 0 1 2.5 1e9 1e 1e999 min( max( if( exp( ln( sqrt( pow( abs( a b".Split(
            ' '
        ),
        "temperature",
        "[soil_moisture-1]",
        " ",
        "\t",
        "ñ",
        "\0",
        "\uD800",
        "𝒙",
    ];

    [Property(MaxTest = 2000)]
    public bool No_text_whatever_makes_it_fall(string? text) => IsAnswered(text ?? "");

    [Property(MaxTest = 5000)]
    public Property Nor_does_what_looks_almost_like_a_formula() =>
        Prop.ForAll(
            Arb.From(Gen.Elements(Crumbs).ListOf().Select(crumbs => string.Concat(crumbs))),
            text => IsAnswered(text)
        );

    [Property(MaxTest = 2000)]
    public Property What_is_printed_compiles_to_the_same() =>
        Prop.ForAll(
            Arb.From(Formula(4)),
            text =>
            {
                var first = Expression.Compile(text, Names);
                Assert.Null(first.Error);
                var printed = first.Compiled!.ToString();

                var (again, error) = Expression.Compile(printed, Names);

                Assert.Null(error);
                Assert.Equal(printed, again!.ToString());
                Assert.Equal(first.Compiled.Evaluate(Values), again.Evaluate(Values));
            }
        );

    private static bool IsAnswered(string text)
    {
        var (compiled, error) = Expression.Compile(text, Names);
        if (compiled is null)
        {
            return error is { Position: >= 1 } && error.Position <= text.Length + 1;
        }

        return compiled.Evaluate(Values) is null or (> double.NegativeInfinity and < double.PositiveInfinity);
    }

    // At most about 250 letters, so that print fits the bound too.
    private static Gen<string> Formula(int depth)
    {
        var leaf = Gen.Elements("1", "0", "2.5", ".5", "3e2", "a", "temperature", "[soil_moisture-1]");
        if (depth == 0)
        {
            return leaf;
        }

        var part = Formula(depth - 1);
        var binary =
            from left in part
            from sign in Gen.Elements("+", " - ", "*", "/", "^", "<", "<=", " > ", ">=", "==", "!=")
            from right in part
            select left + sign + right;
        var unary =
            from sign in Gen.Elements("-", "abs(", "exp(", "ln(", "sqrt(", "(")
            from inner in part
            select sign == "-" ? $"-{inner}" : $"{sign}{inner})";
        var call =
            from name in Gen.Elements("min", "max", "pow")
            from left in part
            from right in leaf
            select $"{name}({left}, {right})";
        var choice = from condition in part from yes in leaf from no in leaf select $"if({condition},{yes},{no})";
        return Gen.OneOf(leaf, binary, unary, call, choice);
    }
}
