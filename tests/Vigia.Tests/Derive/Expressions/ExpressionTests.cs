using Vigia.Server.Derive.Expressions;

namespace Vigia.Tests.Derive.Expressions;

public sealed class ExpressionTests
{
    private static readonly string[] Names = ["temperature", "humidity", "soil_moisture-1"];
    private static readonly double[] Values = [30, 40, 0.2];

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("100 / 10 / 2", 5)]
    [InlineData("2 ^ 3 ^ 2", 512)]
    [InlineData("-2 ^ 2", -4)]
    [InlineData("2 ^ -1", 0.5)]
    [InlineData("3 - -2", 5)]
    [InlineData("1.5e2 + .5", 150.5)]
    [InlineData("temperature * 1.8 + 32", 86)]
    [InlineData("[soil_moisture-1] * 100", 20)]
    [InlineData("min(temperature, humidity, 7)", 7)]
    [InlineData("max(temperature, humidity)", 40)]
    [InlineData("if(humidity > 35, 1, 2)", 1)]
    [InlineData("if(humidity > 45, 1, 2)", 2)]
    [InlineData("if(humidity > 45, 1/0, 2)", 2)]
    [InlineData("temperature >= 30", 1)]
    [InlineData("temperature < 30", 0)]
    [InlineData("temperature == 30", 1)]
    [InlineData("temperature != 30", 0)]
    [InlineData("temperature <= 29.9", 0)]
    [InlineData("exp(0) + ln(1) + sqrt(16) + pow(2, 3) + abs(-1)", 14)]
    public void A_formula_gives_its_value(string text, double value)
    {
        var (compiled, error) = Expression.Compile(text, Names);

        Assert.Null(error);
        Assert.Equal(value, compiled!.Evaluate(Values)!.Value, 9);
    }

    [Theory]
    [InlineData("ln(0)")]
    [InlineData("ln(-1)")]
    [InlineData("sqrt(-1)")]
    [InlineData("1 / 0")]
    [InlineData("1 / (1 / 0)")]
    [InlineData("1 / exp(1000)")]
    [InlineData("1 / (1e300 * 1e300)")]
    [InlineData("min(1, sqrt(-1))")]
    [InlineData("sqrt(-1) == sqrt(-1)")]
    [InlineData("sqrt(-1) ^ 0")]
    [InlineData("if(ln(0), 1, 2)")]
    public void What_is_not_defined_has_no_value(string text) =>
        Assert.Null(Expression.Compile(text, Names).Compiled!.Evaluate(Values));

    [Fact]
    public void An_input_without_value_leaves_none()
    {
        var compiled = Expression.Compile("temperature + humidity", Names).Compiled!;

        Assert.Null(compiled.Evaluate([30, double.NaN, 0]));
        Assert.Equal(70, compiled.Evaluate([30, 40, double.NaN]));
        Assert.Equal([0, 1], compiled.Used);
    }

    [Theory]
    [InlineData("", nameof(ExpressionFault.Empty), 1, "")]
    [InlineData("temprature", nameof(ExpressionFault.UnknownName), 1, "temperature")]
    [InlineData("1 + humidty", nameof(ExpressionFault.UnknownName), 5, "humidity")]
    [InlineData("mx(1, 2)", nameof(ExpressionFault.UnknownFunction), 1, "max")]
    [InlineData("2 * min(1)", nameof(ExpressionFault.Arguments), 5, "2-8")]
    [InlineData("if(1, 2)", nameof(ExpressionFault.Arguments), 1, "3")]
    [InlineData("1e999", nameof(ExpressionFault.Number), 1, "")]
    [InlineData("1 + .", nameof(ExpressionFault.Number), 5, "")]
    public void A_mistake_is_told_with_its_place_and_what_was_meant(
        string text,
        string fault,
        int position,
        string nearest
    )
    {
        var (compiled, error) = Expression.Compile(text, Names);

        Assert.Null(compiled);
        Assert.Equal((fault, position, nearest), ($"{error!.Fault}", error.Position, error.Nearest));
    }

    [Theory]
    [InlineData("1 +", 4, "", nameof(Expected.Value))]
    [InlineData("1 2", 3, "2", nameof(Expected.OperatorOrEnd))]
    [InlineData("(1 + 2", 7, "", nameof(Expected.Closing))]
    [InlineData("min(1; 2)", 6, ";", nameof(Expected.Closing))]
    [InlineData("3 $ 4", 3, "$", nameof(Expected.OperatorOrEnd))]
    [InlineData("[soil", 6, "", nameof(Expected.ClosingBracket))]
    [InlineData("ln + 1", 4, "+", nameof(Expected.Opening))]
    [InlineData("* 3", 1, "*", nameof(Expected.Value))]
    [InlineData("25,3", 3, ",", nameof(Expected.OperatorOrEnd))]
    public void What_stands_in_the_wrong_place_is_told_with_what_should(
        string text,
        int position,
        string found,
        string expected
    )
    {
        var error = Expression.Compile(text, Names).Error!;

        Assert.Equal(ExpressionFault.Unexpected, error.Fault);
        Assert.Equal((position, found, expected), (error.Position, error.Found, $"{error.Expected}"));
    }

    [Fact]
    public void Length_and_depth_have_a_bound()
    {
        Assert.Null(Compile($"{new string('(', 32)}1{new string(')', 32)}").Error);
        Assert.Equal(ExpressionFault.TooDeep, Compile($"{new string('(', 33)}1{new string(')', 33)}").Error!.Fault);
        Assert.Equal(ExpressionFault.TooDeep, Compile($"{new string('-', 33)}1").Error!.Fault);
        Assert.Null(Compile(new string('1', 1) + string.Concat(Enumerable.Repeat("+1", 249))).Error);
        Assert.Equal(ExpressionFault.TooLong, Compile(new string('1', 501)).Error!.Fault);
    }

    [Fact]
    public void Evaluating_a_formula_leaves_no_garbage()
    {
        var compiled = Compile("if(temperature > 25, max(temperature, humidity, 3) ^ 2, exp(humidity))").Compiled!;
        compiled.Evaluate(Values);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            compiled.Evaluate(Values);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (Expression? Compiled, ExpressionError? Error) Compile(string text) =>
        Expression.Compile(text, Names);
}
