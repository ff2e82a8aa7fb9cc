namespace Vigia.Server.Rules;

/// <param name="Tick">How often time itself is an event.</param>
/// <param name="SaveEvery">How often at most states are written while nobody has to be told: a kill in between judges the same rows again, to the same end.</param>
/// <param name="ArrivalAge">Rows that came longer ago than this, unjudged, raise nothing.</param>
/// <param name="WarmUp">How much of an unknown ledger is read to know where things stand.</param>
internal sealed record RulesOptions(TimeSpan Tick, TimeSpan SaveEvery, TimeSpan ArrivalAge, TimeSpan WarmUp)
{
    /// <summary>Places of all rules together that are remembered; further ones are not judged, and counted.</summary>
    public const int MaxPlaces = 20_000;

    public static RulesOptions Default { get; } =
        new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(24));
}
