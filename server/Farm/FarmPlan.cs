using Vigia.Server.Alerts;
using Vigia.Server.Rules;

namespace Vigia.Server.Farm;

/// <summary>What the farm file says.</summary>
/// <param name="Site">Null when the file leaves it to the service.</param>
/// <param name="Title">What people call the farm.</param>
/// <param name="Language">Of messages to people who have none of their own.</param>
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

    /// <summary>Where the farm lies; null: not said.</summary>
    public Position? Position { get; init; }

    public IReadOnlyList<PersonPlan> People { get; init; } = [];

    /// <summary>Names of people by role, in the order in which they are called.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Roles { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyList<RotaPlan> Rota { get; init; } = [];

    /// <summary>When an alert comes and goes too often to be told each time.</summary>
    public FlappingPlan Flapping { get; init; } = FlappingPlan.Default;

    /// <summary>When Vigía itself is in trouble.</summary>
    public ServicePlan Service { get; init; } = ServicePlan.Default;

    public CallPlan Calls { get; init; } = CallPlan.Default;

    public IReadOnlyList<SirenPlan> Sirens { get; init; } = [];

    /// <summary>Those that sound for a fire there.</summary>
    public IEnumerable<SirenPlan> SirensOf(string? zone) => Sirens.Where(siren => siren.IsFor(Zone(zone)));

    public PersonPlan? Person(string name) => People.FirstOrDefault(person => person.Name == name);

    public string? ZoneOf(string node) => Node(node)?.Zone;

    /// <summary>Where this point is: a node may have points in zones beside its own.</summary>
    public string? ZoneOf(string node, string point) =>
        Node(node) is { } known ? known.PointZones.GetValueOrDefault(point, known.Zone) : null;

    /// <summary>What people call a point: the node's own word, else its zone's kind's; null where neither has one.</summary>
    public LocalText? TitleOf(string node, string point) =>
        Node(node)?.Points.GetValueOrDefault(point)
        ?? Zone(ZoneOf(node, point))
            ?.Points.Where(known => known.Points.Matches(point))
            .Select(known => known.TitleOf(point))
            .FirstOrDefault();

    /// <summary>How long this node may be silent: of a device that speaks rarely, the file says so.</summary>
    public TimeSpan SilenceOf(string node) => Node(node)?.Silence ?? Silence;

    /// <summary>The rule of fire of a zone: its kind's, the farm's own, else one without a sensor, for what people say.</summary>
    public FireRule FireOf(string zone) =>
        Rules.OfType<FireRule>().FirstOrDefault(rule => rule.Zone is null || rule.Zone == zone)
        ?? FireRule.OfPeople(zone);

    /// <summary>Null: no rule of this name judges there.</summary>
    public Rule? RuleOf(string name, string? zone) =>
        Rules.FirstOrDefault(rule => rule.Name == name && (rule.Zone is null || rule.Zone == zone))
        ?? (name == FireRule.PeoplesName && Zone(zone) is not null ? FireRule.OfPeople(zone!) : null);

    public ZonePlan? Zone(string? name) => Zones.FirstOrDefault(zone => zone.Name == name);

    public NodePlan? Node(string name) => nodesByName.GetValueOrDefault(name);
}

/// <param name="Raises">Beginnings of one incident within an hour that are told each for itself, 2 to 60.</param>
/// <param name="Calm">How long it has to stay away until it is over, a minute to a day.</param>
internal sealed record FlappingPlan(int Raises, TimeSpan Calm)
{
    public static FlappingPlan Default { get; } = new(6, TimeSpan.FromMinutes(30));
}

/// <param name="Name">As in topics and tags.</param>
/// <param name="Kind">Brings the rules, and the point that is shown first.</param>
/// <param name="Main">Name of the quantity or point that is shown large: <c>temperature</c>.</param>
internal sealed record ZonePlan(string Name, LocalText Title, string Kind, string Main)
{
    /// <summary>Who is called about it; empty: the coordinator.</summary>
    public string Role { get; init; } = "";

    /// <summary>Zones whose fire is this one's too.</summary>
    public IReadOnlyList<string> Neighbours { get; init; } = [];

    /// <summary>Name of the zone its power or water comes from; null: not said.</summary>
    public string? FedBy { get; init; }

    public Position? Position { get; init; }

    /// <summary>How one finds it in the dark: <c>detrás del jobo</c>.</summary>
    public LocalText? Landmark { get; init; }

    /// <summary>What the kind calls its points.</summary>
    public IReadOnlyList<PointTitle> Points { get; init; } = [];

    /// <summary>What the kind asks to know: crop, soil, stage of the animals, curing. Each the kind knows is here.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Numbers that follow from the settings: setpoint, field capacity, levels of danger.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>Names of Vigía's own channels that are derived here.</summary>
    public IReadOnlyList<string> Derive { get; init; } = [];

    /// <summary>What the farm file derives here by formulas: the farm's, the kind's, the zone's own.</summary>
    public IReadOnlyList<OwnChannel> Channels { get; init; } = [];
}

/// <param name="Points">What people call its points; a point that is not named here is called as on the wire.</param>
/// <param name="Silence">Its own limit, where it is not the farm's.</param>
internal sealed record NodePlan(
    string Name,
    string Zone,
    IReadOnlyDictionary<string, LocalText> Points,
    TimeSpan? Silence = null
)
{
    /// <summary>Of points that are not in the node's own zone.</summary>
    public IReadOnlyDictionary<string, string> PointZones { get; init; } = new Dictionary<string, string>();
}

/// <param name="Points">One, or with <c>*</c> all that begin so; the title's own <c>*</c> becomes the rest of the name.</param>
internal sealed record PointTitle(PointPattern Points, LocalText Title)
{
    public LocalText TitleOf(string point)
    {
        var rest = point[Math.Min(point.Length, Points.Text.TrimEnd('*').Length)..];
        return new LocalText(Title.Spanish.Replace("*", rest), Title.English.Replace("*", rest));
    }
}

/// <param name="Latitude">Degrees, north positive, -90 to 90.</param>
/// <param name="Longitude">Degrees, east positive, -180 to 180.</param>
/// <param name="Altitude">Metres above the sea, -430 to 6000.</param>
internal readonly record struct Position(double Latitude, double Longitude, double Altitude);

/// <summary>A word for people, in the languages they read.</summary>
internal sealed record LocalText(string Spanish, string English)
{
    public static LocalText Of(string both) => new(both, both);

    public string In(Language language) => language == Language.Spanish ? Spanish : English;
}
