namespace Vigia.Edge.Simulation.Scenarios;

/// <summary>What can go wrong on the farm.</summary>
internal enum Happening
{
    /// <summary>Grass burns at a fire post.</summary>
    GrassFire,

    /// <summary>A greenhouse's valve no longer opens, and its beds dry.</summary>
    Drought,

    WellDry,

    /// <summary>The barn's fan stands.</summary>
    FanStopped,

    /// <summary>No mains on the farm; the network's switch has no battery, the nodes have theirs.</summary>
    MainsLost,

    /// <summary>A node's power has failed.</summary>
    NodeDown,
}

/// <summary>One thing that happens.</summary>
/// <param name="Where">Zone or node; empty for all.</param>
/// <param name="After">World time since the beginning.</param>
/// <param name="For">Null: it does not end.</param>
internal sealed record FarmEvent(Happening What, string Where, TimeSpan After, TimeSpan? For = null)
{
    public bool IsAt(TimeSpan since) => since >= After && (For is not { } span || since < After + span);
}

/// <summary>A day at the farm, with what goes wrong on it.</summary>
internal sealed record Scenario(string Name, IReadOnlyList<FarmEvent> Events)
{
    /// <summary>A farm where nothing happens.</summary>
    public static readonly Scenario Nothing = new("", []);

    public Happenings At(TimeSpan since) => new(Events, since);

    public bool Includes(Happening what) => Events.Any(e => e.What == what);
}

/// <summary>What happens at one moment.</summary>
internal readonly record struct Happenings(IReadOnlyList<FarmEvent> Events, TimeSpan Since)
{
    public bool Has(Happening what, string where = "") => SecondsOf(what, where) is not null;

    /// <summary>How long it has been happening; null when it does not.</summary>
    public double? SecondsOf(Happening what, string where)
    {
        // A loop, not a query: it runs for every second of the world.
        for (var i = 0; i < Events.Count; i++)
        {
            var known = Events[i];
            if (known.What == what && (known.Where == where || known.Where.Length == 0) && known.IsAt(Since))
            {
                return (Since - known.After).TotalSeconds;
            }
        }

        return null;
    }
}
