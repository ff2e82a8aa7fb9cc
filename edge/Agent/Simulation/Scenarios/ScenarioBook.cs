namespace Vigia.Edge.Simulation.Scenarios;

/// <summary>The days that can be played. What goes wrong begins within five minutes of the world's.</summary>
internal static class ScenarioBook
{
    public const string Ordinary = "calm";

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    // A grass fire needs eight minutes over the 400 m between two posts, at 3 km/h. By night, when damp grass hardly burns,
    // this hurries nature.
    private static readonly TimeSpan FromPostToPost = TimeSpan.FromMinutes(8);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new(Ordinary, [new(Happening.NodeDown, "inv-2", TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(40))]),
        // The trade wind blows from El Mango to La Ceiba; La Loma lies upwind.
        new(
            "fire",
            [new(Happening.GrassFire, "fuego-2", Soon), new(Happening.GrassFire, "fuego-1", Soon + FromPostToPost)]
        ),
        new("drought", [new(Happening.Drought, "invernadero-2", Soon)]),
        new("dry-pump", [new(Happening.WellDry, "", Soon)]),
        new("barn-fan", [new(Happening.FanStopped, "", Soon)]),
        new("dead-node", [new(Happening.NodeDown, "galpon-1", Soon)]),
        new("power-cut", [new(Happening.MainsLost, "", Soon, TimeSpan.FromMinutes(6))]),
    ];

    public static Scenario? Find(string name) => All.FirstOrDefault(s => s.Name == name);
}
