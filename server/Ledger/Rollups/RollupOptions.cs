namespace Vigia.Server.Ledger.Rollups;

/// <param name="MaxSeries">Points that are summed up; readings of further ones are counted and left out.</param>
/// <param name="MaxUnwritten">Minutes of points in memory; at so many they are written, and nothing is read while they cannot be.</param>
/// <param name="WriteEvery">
/// How often they are written: a card is worn by each page, not by each reading. A kill loses nothing, what is unwritten is read
/// from the ledger again.
/// </param>
/// <param name="ForgetEvery">How often what is older than it is kept goes.</param>
internal sealed record RollupOptions(
    int MaxSeries,
    int MaxUnwritten,
    TimeSpan WriteEvery,
    TimeSpan ForgetEvery,
    TimeSpan RetryAfter
)
{
    public static RollupOptions Default { get; } =
        new(
            MaxSeries: 20_000,
            MaxUnwritten: 50_000,
            TimeSpan.FromMinutes(15),
            TimeSpan.FromHours(6),
            TimeSpan.FromSeconds(10)
        );
}
