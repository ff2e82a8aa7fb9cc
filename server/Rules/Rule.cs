using Vigia.Server.Alerts;
using Vigia.Server.Farm;

namespace Vigia.Server.Rules;

/// <summary>
/// Judges what happens at one place, a zone or a node without one: (state, event, now) → (state, verdict). Pure: no clock, no store,
/// the same events give the same end.
/// </summary>
/// <param name="Name">Unique at a place.</param>
internal abstract record Rule(string Name)
{
    /// <summary>Null: at every place.</summary>
    public string? Zone { get; init; }

    /// <summary>Null: on every node of the place.</summary>
    public string? Node { get; init; }

    /// <summary>What people call the incident; null: its point and reading say it.</summary>
    public LocalText? Title { get; init; }

    /// <summary>What to do about it.</summary>
    public LocalText? Do { get; init; }

    /// <summary>Names of rules whose incident here, or where this zone is fed from, explains this one's and hides it.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    public Severity Severity { get; init; } = Severity.Severe;

    /// <summary>False: shown on the page, and told to nobody.</summary>
    public bool IsTold { get; init; } = true;

    /// <summary>As the file writes it: equal where nothing about the rule has changed.</summary>
    public string Text { get; init; } = "";

    public abstract IEnumerable<Condition> Conditions { get; }

    /// <summary>It may be about to raise.</summary>
    public abstract bool IsPending(PlaceState state);

    /// <summary>When it has to be asked again though nothing is heard, after it was asked at <paramref name="after"/>; null: it need not.</summary>
    public abstract DateTimeOffset? Wakes(PlaceState state, DateTimeOffset after, Surroundings around);

    /// <summary>When time alone will next change what it says, by what it has heard; null: it will not, or nobody can say.</summary>
    public abstract DateTimeOffset? Due(PlaceState state, Surroundings around);

    /// <param name="now">Of a reading: its arrival. Of a tick: the time it ticks.</param>
    public abstract Ruling Judge(PlaceState state, in RuleEvent e, DateTimeOffset now, Surroundings around);

    /// <summary>A state in which an alert of the store stands, whose own state was lost.</summary>
    public abstract PlaceState Adopt(Alert alert);

    /// <summary>
    /// A person ended the alert that stands: what speaks for it now has been answered for, and raises nothing until it was away.
    /// What else joins it is another incident.
    /// </summary>
    public abstract PlaceState EndByHand(PlaceState state);

    /// <summary>Nodes whose points say that it stands; none: it does not, or not by points.</summary>
    public virtual IEnumerable<string> HoldersOf(PlaceState state) => [];

    public bool LooksAt(string? zone, string node, string point) =>
        (Zone is null || Zone == zone)
        && (Node is null || Node == node)
        && Conditions.Any(condition => condition.LooksAt(point));

    /// <summary>At a point of zones of this kind, wherever the rule judges.</summary>
    public bool LooksElsewhere(string kind, string point) =>
        Conditions.Any(condition => condition.LooksElsewhere(kind, point));
}
