namespace Vigia.Server.Live;

/// <summary>The bounds of the page.</summary>
/// <param name="MaxPoints">Points that are followed; what comes beyond is counted and not shown.</param>
/// <param name="MaxWarmRows">Rows of the ledger read at start for the last day's lines.</param>
/// <param name="MaxClients">Pages that follow at once; the next is told to come again.</param>
/// <param name="PublishEvery">How often at most pages are told what changed.</param>
/// <param name="SayAliveEvery">How often they are told that nothing did.</param>
/// <param name="StreamLife">A stream ends after it and the page begins another: with a session that still holds.</param>
/// <param name="SlowestPage">A page that takes nothing for so long, although something waits for it, is dropped.</param>
internal sealed record LiveOptions(
    int MaxPoints,
    int MaxWarmRows,
    int MaxClients,
    TimeSpan PublishEvery,
    TimeSpan SayAliveEvery,
    TimeSpan StreamLife,
    TimeSpan SlowestPage
)
{
    public static LiveOptions Default { get; } =
        new(
            MaxPoints: 20_000,
            MaxWarmRows: 1_000_000,
            MaxClients: 300,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMinutes(30),
            TimeSpan.FromSeconds(15)
        );
}
