using Vigia.Server.Rules.People;
using Vigia.Wire;

namespace Vigia.Server.Rules;

/// <summary>What a rule is asked to judge: a reading, a person's word, or that time has passed. One for all rules that hear it.</summary>
/// <param name="Boot">Run of the node it was measured in.</param>
/// <param name="Value">In <paramref name="Unit"/>, as stored and shown.</param>
internal sealed record RuleEvent(
    RuleEventKind Kind,
    string Node,
    string Point,
    DateTimeOffset Time,
    double Value,
    string Unit = "",
    QartodFlag Flag = QartodFlag.Pass,
    BootId Boot = default
)
{
    /// <summary>The kind of the zone it was measured in, where that is not the place that is judged; else null.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>What a person said; null where nobody did.</summary>
    public PersonWord? Word { get; init; }

    public static RuleEvent Tick { get; } = new(RuleEventKind.Tick, "", "", default, 0);

    public static RuleEvent Reading(
        string node,
        string point,
        DateTimeOffset time,
        double value,
        QartodFlag flag = QartodFlag.Pass
    ) => new(RuleEventKind.Reading, node, point, time, value, Flag: flag);

    public static RuleEvent Spoken(PersonWord word) => new(RuleEventKind.Word, "", "", word.At, 0) { Word = word };

    /// <summary>QARTOD 1 and 2: good, or not evaluated.</summary>
    public bool IsGood => Flag is QartodFlag.Pass or QartodFlag.NotEvaluated;
}

/// <summary>Of events of one moment the first here is judged first.</summary>
internal enum RuleEventKind
{
    Reading,
    Word,
    Tick,
}
