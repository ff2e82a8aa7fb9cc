namespace Vigia.Server.Calls.Core;

/// <summary>When the next people are called, counted while nobody has said yes.</summary>
/// <param name="Next">After so long the next in the line.</param>
/// <param name="All">After so long all of the line.</param>
/// <param name="Everyone">After so long everybody of the farm, and the siren; null: never.</param>
/// <param name="Remind">Who was told and has not answered is told again so often.</param>
/// <param name="Reminders">At most so many times a person.</param>
internal sealed record Ladder(TimeSpan Next, TimeSpan All, TimeSpan? Everyone, TimeSpan Remind, int Reminders)
{
    public static Ladder Fire { get; } =
        new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(3), 5);

    public static Ladder LocalFire { get; } = Fire with { Everyone = null };

    // No fire: who sleeps through three texts sleeps, and the others of the line have been told by then.
    public static Ladder Severe { get; } =
        new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), Everyone: null, TimeSpan.FromMinutes(15), 2);

    public Ladder Scaled(double factor) =>
        this with
        {
            Next = Next * factor,
            All = All * factor,
            Everyone = Everyone * factor,
            Remind = Remind * factor,
        };
}

/// <summary>Every span of calling people, of the world's time.</summary>
internal sealed record CallTimes(Ladder Fire, Ladder LocalFire, Ladder Severe, StormLimit Storm, SirenPace Siren)
{
    public static CallTimes Default { get; } =
        new(Ladder.Fire, Ladder.LocalFire, Ladder.Severe, StormLimit.Default, SirenPace.Default);

    public Ladder Of(CallGrade grade) =>
        grade switch
        {
            CallGrade.Fire => Fire,
            CallGrade.LocalFire => LocalFire,
            _ => Severe,
        };

    public CallTimes Scaled(double factor) =>
        new(
            Fire.Scaled(factor),
            LocalFire.Scaled(factor),
            Severe.Scaled(factor),
            Storm.Scaled(factor),
            Siren.Scaled(factor)
        );
}

/// <summary>How often the siren sounds about one fire while nobody says yes.</summary>
/// <param name="Again">From the beginning of one sound to that of the next.</param>
/// <param name="Most">So many times in all.</param>
internal sealed record SirenPace(TimeSpan Again, int Most)
{
    public static SirenPace Default { get; } = new(TimeSpan.FromMinutes(10), 6);

    public SirenPace Scaled(double factor) => this with { Again = Again * factor };
}

/// <summary>Many incidents at once are told to a person in one text. What is urgent is never counted, and never waits.</summary>
/// <param name="Most">Texts to one person within <paramref name="Window"/>; what comes then is gathered.</param>
/// <param name="Gather">So long after the first that was gathered, one text tells of all.</param>
internal sealed record StormLimit(int Most, TimeSpan Window, TimeSpan Gather)
{
    public static StormLimit Default { get; } = new(4, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));

    public StormLimit Scaled(double factor) => this with { Window = Window * factor, Gather = Gather * factor };
}
