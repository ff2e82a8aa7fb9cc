namespace Vigia.Server.Rules;

/// <summary>
/// One event that changed what a rule remembers. There are many: times are kept as ticks, and what came of it, which is mostly
/// nothing, is an object of its own.
/// </summary>
internal readonly struct Step(
    RuleEvent e,
    DateTimeOffset time,
    DateTimeOffset now,
    PlaceState? before,
    Outcome? outcome = null
)
{
    public RuleEvent Event { get; } = e;

    public long Ticks { get; } = time.UtcTicks;

    private readonly long now = now.UtcTicks;

    /// <summary>The state before it; null: it is not kept.</summary>
    public PlaceState? Before { get; } = before;

    /// <summary>Null: no alert began, changed or ended.</summary>
    public Outcome? Outcome { get; } = outcome;

    public DateTimeOffset Time => new(Ticks, TimeSpan.Zero);

    /// <summary>When it came.</summary>
    public DateTimeOffset Now => new(now, TimeSpan.Zero);

    public Step WithoutBefore() => new(Event, Time, Now, before: null, Outcome);

    /// <summary>Steps are ordered by time, words and ticks after the readings of a moment, these by name: whatever order they came in.</summary>
    public static bool IsBefore(RuleEvent e, long ticks, in Step step)
    {
        if (ticks != step.Ticks)
        {
            return ticks < step.Ticks;
        }

        if (e.Kind != step.Event.Kind)
        {
            return e.Kind < step.Event.Kind;
        }

        var byNode = string.CompareOrdinal(e.Node, step.Event.Node);
        return byNode != 0 ? byNode < 0 : string.CompareOrdinal(e.Point, step.Event.Point) < 0;
    }
}

/// <summary>What came of a step.</summary>
/// <param name="Alert">The alert that it raised, changed or ended; null: none of these.</param>
internal sealed record Outcome(Verdict Verdict, Change Change, Finding? Finding, long? Alert);
