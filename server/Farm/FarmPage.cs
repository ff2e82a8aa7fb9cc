using Vigia.Server.Farm.Words;

namespace Vigia.Server.Farm;

/// <summary>A file that is being read: its name, the language its reader speaks, and what is wrong in it so far.</summary>
internal sealed record FarmPage(string File, FarmWords Words, List<FarmError> Errors)
{
    /// <summary>What a number may reckon with, by name: <c>= setpoint + 2</c>.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>Kinds of zone that the file brings itself.</summary>
    public IReadOnlyDictionary<string, FarmSection> Kinds { get; init; } = new Dictionary<string, FarmSection>();

    /// <summary>The farm's clock.</summary>
    public TimeSpan UtcOffset { get; init; }
}

/// <summary>One thing wrong with a farm file, in one sentence that says where, what and what would be right.</summary>
internal sealed record FarmError(string File, int Line, string Words, FarmErrorKind Kind = FarmErrorKind.Wrong)
{
    public override string ToString() => $"{File}:{Line}: {Words}";
}

internal enum FarmErrorKind
{
    /// <summary>The file is refused.</summary>
    Wrong,

    /// <summary>The file is taken; somebody should look at it.</summary>
    Warning,
}

/// <summary>What came of reading a farm file: a plan, or all that is wrong and no plan.</summary>
internal sealed record FarmReading(FarmPlan? Plan, IReadOnlyList<FarmError> Errors)
{
    public IReadOnlyList<FarmError> Warnings { get; init; } = [];
}
