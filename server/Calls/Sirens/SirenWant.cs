using Vigia.Server.Farm;

namespace Vigia.Server.Calls.Sirens;

/// <summary>An incident that wants its sirens.</summary>
/// <param name="Row">Id of the call whose outcome it is.</param>
/// <param name="FromMs">When it was asked for: unix milliseconds of the world; each siren sounds from then on as long as its plan says.</param>
/// <param name="IsDrill">Only asks whether they answer.</param>
internal sealed record SirenWant(string Row, IReadOnlyList<string> Sirens, long FromMs, bool IsDrill)
{
    /// <summary>Of a drill: those that were asked.</summary>
    public HashSet<string> Asked { get; } = [];

    public long UntilMs(SirenPlan siren) => FromMs + (long)siren.Sound.TotalMilliseconds;
}

/// <param name="Look">How often it is looked whether what is wanted is what was ordered.</param>
/// <param name="AskEvery">How often a siren that is silent is asked whether it would sound.</param>
/// <param name="AskAgain">After so long one that did not answer is asked again.</param>
/// <param name="MuteAfter">A fire is for the siren at once when no text has left for so long.</param>
/// <param name="SoundAgain">After so long one that was to sound and did not is ordered again.</param>
/// <param name="PhonesAgain">So often it is told again that no text leaves.</param>
internal sealed record SirenTimes(
    TimeSpan Look,
    TimeSpan AskEvery,
    TimeSpan AskAgain,
    TimeSpan PhonesAgain,
    TimeSpan MuteAfter,
    TimeSpan SoundAgain
)
{
    /// <summary>Three pulses.</summary>
    public const double PulsesSeconds = 5;

    public static SirenTimes Default { get; } =
        new(
            TimeSpan.FromSeconds(0.5),
            TimeSpan.FromMinutes(10),
            TimeSpan.FromMinutes(1),
            TimeSpan.FromHours(1),
            TimeSpan.FromMinutes(1),
            TimeSpan.FromSeconds(5)
        );

    public SirenTimes Scaled(double factor) =>
        new(
            Look * Math.Min(1, factor),
            AskEvery * factor,
            AskAgain * factor,
            PhonesAgain * factor,
            MuteAfter * factor,
            SoundAgain * factor
        );
}
