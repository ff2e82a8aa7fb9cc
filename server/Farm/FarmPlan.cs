using Vigia.Server.Alerts;
using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>What the farm file says.</summary>
/// <param name="Site">Null when the file leaves it to the service.</param>
/// <param name="Title">What people call the farm.</param>
/// <param name="UtcOffset">The farm's clock; no summer time.</param>
/// <param name="Silence">A node that is not heard for so long is lost.</param>
/// <param name="Rules">The file's own, and those of each zone's kind.</param>
internal sealed record FarmPlan(
    string? Site,
    string Title,
    Language Language,
    TimeSpan UtcOffset,
    TimeSpan Silence,
    IReadOnlyList<ZonePlan> Zones,
    IReadOnlyList<NodePlan> Nodes,
    IReadOnlyList<Rule> Rules
)
{
    public static readonly TimeSpan DefaultSilence = TimeSpan.FromMinutes(2);

    public static FarmPlan Empty { get; } =
        new(null, "", Language.Spanish, TimeSpan.FromHours(-4), DefaultSilence, [], [], []);

    private readonly Dictionary<string, NodePlan> nodesByName = Nodes
        .DistinctBy(node => node.Name)
        .ToDictionary(node => node.Name);

    public string? ZoneOf(string node) => Node(node)?.Zone;

    /// <summary>How long this node may be silent: of a device that speaks rarely, the file says so.</summary>
    public TimeSpan SilenceOf(string node) => Node(node)?.Silence ?? Silence;

    public ZonePlan? Zone(string? name) => Zones.FirstOrDefault(zone => zone.Name == name);

    public NodePlan? Node(string name) => nodesByName.GetValueOrDefault(name);
}

/// <param name="Name">As in topics and tags.</param>
/// <param name="Kind">Brings the rules, and the point that is shown first.</param>
/// <param name="Main">Name of the quantity or point that is shown large: <c>temperature</c>.</param>
internal sealed record ZonePlan(string Name, LocalText Title, string Kind, string Main);

/// <param name="Points">What people call its points; a point that is not named here is called as on the wire.</param>
/// <param name="Silence">Its own limit, where it is not the farm's.</param>
internal sealed record NodePlan(
    string Name,
    string Zone,
    IReadOnlyDictionary<string, LocalText> Points,
    TimeSpan? Silence = null
);

/// <summary>A word for people, in the languages they read.</summary>
internal sealed record LocalText(string Spanish, string English)
{
    public static LocalText Of(string both) => new(both, both);

    public string In(Language language) => language == Language.Spanish ? Spanish : English;
}

/// <summary>One thing wrong with a farm file, in one sentence that says where, what and what would be right.</summary>
internal sealed record FarmError(string File, int Line, string Words)
{
    public override string ToString() => $"{File}:{Line}: {Words}";
}
