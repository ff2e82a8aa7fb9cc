namespace Vigia.Server.Rules;

/// <param name="Tick">How often time itself is an event.</param>
/// <param name="SaveEvery">
/// How often at most states are written while nobody has to be told: a kill in between judges the same rows again, to the same
/// end. A thousand states each time: more often wears out a card. Of the world's time, but not less than 5 s of the machine's.
/// </param>
/// <param name="ArrivalAge">Rows that came longer ago than this, unjudged, raise nothing.</param>
/// <param name="WarmUp">How much of an unknown ledger is read to know where things stand.</param>
internal sealed record RulesOptions(TimeSpan Tick, TimeSpan SaveEvery, TimeSpan ArrivalAge, TimeSpan WarmUp)
{
    /// <summary>Places of all rules together that are remembered; further ones are not judged, and counted.</summary>
    public const int MaxPlaces = 20_000;

    /// <summary>After a write that failed, by the machine's clock; and of a fast world the least between two.</summary>
    public static readonly TimeSpan WriteAgain = TimeSpan.FromSeconds(5);

    public static RulesOptions Default { get; } =
        new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15), TimeSpan.FromHours(24));

    /// <summary>By the machine's clock, where the world runs so many times as fast.</summary>
    public TimeSpan SaveEveryOnMachine(double speed) =>
        SaveEvery / speed < WriteAgain && SaveEvery > WriteAgain ? WriteAgain : SaveEvery / speed;
}
