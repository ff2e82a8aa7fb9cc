using Vigia.Server.Alerts;
using Vigia.Server.Farm;

namespace Vigia.Server.Live.Shown;

/// <summary>All that the first screen shows, in every language: one for all pages. Times are unix milliseconds of the world.</summary>
/// <param name="UtcOffset">Minutes; the farm's clock, whatever the phone's.</param>
/// <param name="NowMs">The world's time when this was taken.</param>
/// <param name="Speed">How fast the world's time runs; 1 on a farm.</param>
/// <param name="NewestMs">The newest reading; null before the first.</param>
/// <param name="Storing">False while readings cannot be stored.</param>
internal sealed record LiveState(
    string Site,
    string Title,
    int UtcOffset,
    long NowMs,
    double Speed,
    long? NewestMs,
    bool Storing,
    IReadOnlyList<ZoneShown> Zones,
    IReadOnlyList<AlertShown> Alerts
);

/// <summary>A word in both languages.</summary>
internal sealed record TextShown(string Es, string En)
{
    public static TextShown? Of(LocalText? text) => text is null ? null : new TextShown(text.Spanish, text.English);
}

/// <param name="Order">As in the farm file; worse zones come first all the same.</param>
/// <param name="Main">The point that is shown large; null while none was heard of.</param>
/// <param name="HeardMs">When a node of it was last heard.</param>
internal sealed record ZoneShown(
    string Name,
    TextShown Title,
    string Kind,
    int Order,
    ZoneState State,
    PointShown? Main,
    IReadOnlyList<PointShown> Others,
    IReadOnlyList<string> SilentNodes,
    long? HeardMs
)
{
    /// <summary>Somebody works there, or at one of its nodes; null: nobody does.</summary>
    public MaintenanceShown? Maintenance { get; init; }
}

/// <param name="Place">The zone or the node.</param>
internal sealed record MaintenanceShown(string Place, long UntilMs, string Reason);

/// <param name="Title">What people call it; null: as its name says.</param>
/// <param name="Quantity">Tells the page unit and decimals; the value is in its unit of the store.</param>
/// <param name="Value">Null where there is none that counts, or the node is silent.</param>
/// <param name="Today">What a counter counted since midnight.</param>
/// <param name="AtMs">When the value was read; null when none counted yet.</param>
/// <param name="Stale">Older than it may be: grey, and never good.</param>
internal sealed record PointShown(
    string Node,
    string Point,
    TextShown? Title,
    string Quantity,
    double? Value,
    bool Today,
    long? AtMs,
    string? Fault,
    bool Stale
)
{
    /// <summary>Where the quantity says none: as the node or the farm file writes it.</summary>
    public string? Unit { get; init; }
}

/// <param name="Id">Its number in the store.</param>
/// <param name="Level">What it makes of its zone.</param>
/// <param name="Title">What it is about; null: the page says it by the point's name.</param>
/// <param name="Do">What is to be done.</param>
/// <param name="Seen">Of a fire: heat, smoke, flame.</param>
/// <param name="Place">Its zone, or the farm, as people call it.</param>
/// <param name="Value">In the store's unit of <paramref name="Quantity"/>; null where no reading says it.</param>
/// <param name="Says">What the value says of the quantity.</param>
internal sealed record AlertShown(
    long Id,
    string Code,
    ZoneState Level,
    TextShown? Title,
    TextShown? Do,
    TextShown? Seen,
    string? Zone,
    TextShown Place,
    string Node,
    string Point,
    string Quantity,
    Severity Severity,
    AlertState State,
    long SinceMs,
    long? ClearedMs,
    double? Value,
    ValueMeaning Says,
    string? AcknowledgedBy
)
{
    public long? SnoozedUntilMs { get; init; }

    /// <summary>Of the value, where the quantity says none: as the farm file writes it.</summary>
    public string? Unit { get; init; }

    /// <summary>Of the alert that explains this one and hides it.</summary>
    public string? ParentCode { get; init; }

    /// <summary>Nobody sleeps on it.</summary>
    public bool IsFire { get; init; }

    /// <summary>People who were called about it.</summary>
    public int Called { get; init; }

    /// <summary>Names of these who see to it, with commas between.</summary>
    public string Coming { get; init; } = "";
}

/// <summary>What the value of an alert is: a rule may judge something else than the reading itself.</summary>
internal enum ValueMeaning
{
    Reading,
    ChangePerMinute,

    /// <summary>A count, or a ratio to what is usual: it has no unit.</summary>
    PlainNumber,
}

/// <summary>In the order of what has to be looked at first, the last first.</summary>
internal enum ZoneState
{
    Good,
    Look,
    NoSignal,
    Act,
}
