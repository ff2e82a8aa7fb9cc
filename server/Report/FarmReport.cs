using Vigia.Server.Farm;

namespace Vigia.Server.Report;

/// <summary>What an assembly is told of some weeks of its farm. Figures only: how they are said is another matter.</summary>
/// <param name="Known">The part of the period that the ledger has readings of; null: none.</param>
internal sealed record FarmReport(
    string Farm,
    ReportPeriod Period,
    Span? Known,
    IReadOnlyList<AlertLine> Alerts,
    IReadOnlyList<PersonLine> People,
    MessageCount Messages,
    StoredFigures Stored
);

/// <summary>From one moment to another, unix milliseconds.</summary>
internal readonly record struct Span(long FromMs, long ToMs)
{
    public TimeSpan Length => TimeSpan.FromMilliseconds(ToMs - FromMs);
}

/// <summary>What readings tell of the period.</summary>
internal sealed record StoredFigures(
    IReadOnlyList<ZoneAmount> Water,
    IReadOnlyList<ZoneAmount> Rain,
    IReadOnlyList<RunLine> Pumps,
    IReadOnlyList<RunLine> PowerCuts,
    IReadOnlyList<NodeLine> Nodes
);

/// <summary>Alerts of one rule at one place.</summary>
/// <param name="Count">How often it was raised.</param>
/// <param name="False">How many of them somebody called false.</param>
/// <param name="Answered">How many somebody saw.</param>
/// <param name="Reaction">Median of the time to the first yes; null: nobody answered.</param>
/// <param name="Longest">Of those that are over.</param>
internal sealed record AlertLine(
    LocalText Place,
    LocalText Title,
    bool IsFire,
    int Count,
    int False,
    int Answered,
    TimeSpan? Reaction,
    TimeSpan? Longest
);

/// <summary>One person's answers.</summary>
/// <param name="Answers">Alerts to which the person said yes, by a text or on the page; those who came second count as well.</param>
/// <param name="Reaction">Median of the time to the yes from when the person was called, else from the alert.</param>
internal sealed record PersonLine(string Name, int Answers, TimeSpan Reaction);

/// <summary>Texts to phones, each one SMS.</summary>
/// <param name="Sent">The network took them: what is paid.</param>
/// <param name="Unsent">Failed, or nobody wanted them any more.</param>
internal readonly record struct MessageCount(int Sent, int Delivered, int Unsent);

/// <param name="Amount">Litres of water, or millimetres of rain.</param>
internal sealed record ZoneAmount(LocalText Zone, double Amount);

/// <summary>How long and how often something was so.</summary>
internal sealed record RunLine(LocalText Zone, LocalText Point, TimeSpan Total, int Times, TimeSpan Longest);

/// <param name="Share">Of the known period in which it was heard, 0 to 1.</param>
/// <param name="LongestGap">The longest time without a word, of those longer than it may be silent.</param>
internal sealed record NodeLine(string Node, double Share, TimeSpan LongestGap);
