namespace Vigia.Server.Health;

/// <summary>Runs a part's own loop as a service, and what it wants done at the end.</summary>
internal sealed class Loop(Func<CancellationToken, Task> run, Action? atTheEnd = null) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await run(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end was asked for.
        }
        finally
        {
            atTheEnd?.Invoke();
        }
    }
}
