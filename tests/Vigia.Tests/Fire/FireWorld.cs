using Vigia.Edge.Simulation;
using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Places;
using Vigia.Edge.Simulation.Scenarios;

namespace Vigia.Tests.Fire;

/// <summary>
/// Three posts of the simulated farm with what happens at them: the shipped places and weather, and beside these what people and roofs
/// do. Lives a second after the other near an event, a sweep after the other else.
/// </summary>
internal sealed class FireWorld
{
    public const int Posts = 3;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FirePost[] posts;
    private readonly Climate climate;
    private readonly DateTimeOffset beginning;
    private IReadOnlyList<PostEvent> events = [];

    /// <param name="firstDay">On which the weeks of the weather begin: their second day is hot.</param>
    public FireWorld(int seed, DateTimeOffset beginning, DateOnly firstDay)
    {
        this.beginning = beginning;
        climate = new Climate(seed, firstDay);
        Now = beginning;
        Outside = climate.At(Now);
        posts = [.. Enumerable.Range(1, Posts).Select(post => new FirePost(ZoneOf(post), seed + post, Outside.Air))];
    }

    public DateTimeOffset Now { get; private set; }

    public Outside Outside { get; private set; }

    public TimeSpan Since => Now - beginning;

    public static string ZoneOf(int post) => $"fuego-{post}";

    /// <summary>What may happen until the next call.</summary>
    public void Expect(IReadOnlyList<PostEvent> near) => events = near;

    public void AdvanceTo(DateTimeOffset time, bool finely)
    {
        while (Now < time)
        {
            Now = finely && Now + Second < time ? Now + Second : time;
            Outside = climate.At(Now);
            foreach (var (i, post) in posts.Index())
            {
                post.Step(new Surroundings(Sun.LocalTime(Now), Outside, HappeningsAt(i + 1)));
            }
        }
    }

    public Air AirAt(int post)
    {
        var air = posts[post - 1].Air;
        var heat = (air.Celsius - Outside.Air.Celsius) * StrengthAt(post);
        return Vapour.AirOf(
            Outside.Air.Celsius + heat + Roof(post) + Lighter(post, "air"),
            Vapour.Pressure(Outside.Air)
        );
    }

    public double MastAt(int post)
    {
        var burning = (posts[post - 1].MastCelsius - Outside.Air.Celsius) * StrengthAt(post);
        return Outside.Air.Celsius + burning + Roof(post) + Lighter(post, "probe");
    }

    public double SmokeAt(int post) =>
        1 + ((posts[post - 1].Smoke - 1) * StrengthAt(post)) + Plume(post, "cooking", 1.6) + Plume(post, "haze", 1.3);

    public bool FlameAt(int post) =>
        posts[post - 1].SeesFlame || events.Any(e => e is { What: "lighter", Chip: "flame" } && IsAt(e, post));

    public double DustAt(int post) => 14 + Plume(post, "dust", 220);

    public PostEvent? At(int post, string what) => events.FirstOrDefault(e => e.What == what && IsAt(e, post));

    private bool IsAt(PostEvent e, int post) => e.Concerns(post) && e.IsAt(Since);

    private double StrengthAt(int post) =>
        events.FirstOrDefault(e => e.What == "fire" && e.Concerns(post) && Since >= e.After)?.Strength ?? 1;

    private Happenings HappeningsAt(int post)
    {
        var fires = events
            .Where(e => e.What == "fire" && e.Concerns(post))
            .Select(e => new FarmEvent(Happening.GrassFire, ZoneOf(post), e.After, e.For))
            .ToArray();
        return new Happenings(fires, Since);
    }

    // A roof heats by 5 °C a minute when the cloud goes, to 26 °C above the air, and each a little otherwise.
    private double Roof(int post)
    {
        if (At(post, "roof") is not { } sun)
        {
            return 0;
        }

        var minutes = (Since - sun.After).TotalMinutes;
        var left = (sun.After + sun.For - Since).TotalMinutes;
        return (26 + (0.8 * post)) * Math.Clamp(Math.Min(minutes, left) / 5, 0, 1);
    }

    // Over in a minute: 60 °C within ten seconds.
    private double Lighter(int post, string chip)
    {
        var flame = events.FirstOrDefault(e =>
            e.What == "lighter" && e.Chip == chip && e.Concerns(post) && Since >= e.After
        );
        if (flame is null)
        {
            return 0;
        }

        var seconds = (Since - flame.After).TotalSeconds;
        var held = flame.For.TotalSeconds;
        return seconds <= held ? 60 * (1 - Math.Exp(-seconds / 10)) : 60 * Math.Exp((held - seconds) / 30);
    }

    // Smoke comes and goes within minutes, and wavers.
    private double Plume(int post, string what, double most)
    {
        if (At(post, what) is not { } plume)
        {
            return 0;
        }

        var minutes = (Since - plume.After).TotalMinutes;
        var left = (plume.After + plume.For - Since).TotalMinutes;
        var wave = 1 + (0.3 * Dice.Drift(post, Since.TotalMinutes / 2));
        return most * wave * plume.Strength * Math.Clamp(Math.Min(minutes, left) / 3, 0, 1);
    }
}
