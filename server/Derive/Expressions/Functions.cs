namespace Vigia.Server.Derive.Expressions;

/// <summary>A function of the language and how many values it takes.</summary>
internal sealed record Function(string Name, Operation Operation, int Least, int Most)
{
    /// <summary>Values a call may have at most: min and max take as many as a board has probes.</summary>
    public const int MostValues = 8;

    public static IReadOnlyList<Function> All { get; } =
    [
        new("min", Operation.Least, 2, MostValues),
        new("max", Operation.Greatest, 2, MostValues),
        new("if", Operation.Choose, 3, 3),
        new("exp", Operation.Exponential, 1, 1),
        new("ln", Operation.Logarithm, 1, 1),
        new("sqrt", Operation.SquareRoot, 1, 1),
        new("pow", Operation.Raise, 2, 2),
        new("abs", Operation.Absolute, 1, 1),
    ];

    public static Function? Called(string name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>In words of no language: <c>3</c>, <c>2-8</c>.</summary>
    public string Takes => Least == Most ? $"{Least}" : $"{Least}-{Most}";
}
