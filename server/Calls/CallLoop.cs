using Vigia.Server.Alerts;
using Vigia.Server.Rules;

namespace Vigia.Server.Calls;

/// <summary>Looks after those who are called while time passes. A turn that fails is logged, and the next one comes.</summary>
internal sealed class CallLoop(
    CallDesk desk,
    Summaries summaries,
    Mornings mornings,
    AlertStore store,
    ServerClocks clocks,
    TimeSpan every,
    ILogger<CallLoop> log
)
{
    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);

    private long tidiedAt = clocks.Machine.GetTimestamp();

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(every, clocks.Machine);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                TurnOnce();
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "A turn of the call desk failed");
            }
        }
    }

    public void TurnOnce()
    {
        desk.Turn();
        summaries.Turn();
        mornings.Turn();
        if (clocks.Machine.GetElapsedTime(tidiedAt) > TidyEvery)
        {
            tidiedAt = clocks.Machine.GetTimestamp();
            store.TryWrite("the tidying of old calls", CallTable.ForgetOldest);
        }
    }
}
