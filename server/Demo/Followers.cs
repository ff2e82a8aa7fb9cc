using Vigia.Server.Alerts;
using Vigia.Server.Influx;
using Vigia.Server.Ledger;
using Vigia.Server.Rules;

namespace Vigia.Server.Demo;

/// <summary>Whoever reads the ledger after the nodes: rules with their messages, and InfluxDB.</summary>
internal sealed class Followers(IServiceProvider services)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly ILedgerReader ledger = services.GetRequiredService<ILedgerReader>();
    private readonly RulesFollower rules = services.GetRequiredService<RulesFollower>();
    private readonly AlertStore store = services.GetRequiredService<AlertStore>();
    private readonly InfluxFollower? influx = services.GetService<InfluxFollower>();

    /// <summary>Waits until they have read all there is; what they have not by then is seen in the count.</summary>
    public async Task CatchUpAsync(TimeSpan atMost, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(atMost);
        try
        {
            while (!AreThere)
            {
                await Task.Delay(LookEvery, enough.Token);
            }
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            // The count tells.
        }
    }

    private bool AreThere =>
        rules.LagRows == 0
        && (influx?.Health.LagRows ?? 0) == 0
        && store.Read(db => db.Number("SELECT count(*) FROM message WHERE state = 'Waiting'"), 0) == 0;
}
