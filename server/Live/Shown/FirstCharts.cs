using System.IO.Pipelines;
using System.Text.Json;
using Vigia.Server.Rules;

namespace Vigia.Server.Live.Shown;

/// <summary>
/// Draws one zone's charts for nobody, once anything is known of a zone: whoever asks first after a start would else wait for
/// the compiler, a third of a second on a fast machine. Where they cannot be drawn that is said once, and the service goes on.
/// </summary>
internal sealed class FirstCharts(Board board, Days days, ServerClocks clocks, ILogger<FirstCharts> log)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly int[] Hours = [24, 7 * 24, Days.MaxHours];

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(LookEvery, clocks.Machine);
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (board.Take().Zones.FirstOrDefault(zone => zone.Main is not null) is { } known)
            {
                await TryDrawAsync(known.Name, stop);
                return;
            }
        }
    }

    private async Task TryDrawAsync(string zone, CancellationToken stop)
    {
        try
        {
            await DrawAsync(zone, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(e, "The charts of {Zone} could not be drawn ahead", zone);
        }
    }

    private async Task DrawAsync(string zone, CancellationToken stop)
    {
        foreach (var hours in Hours)
        {
            if (days.Of(zone, hours) is { } day)
            {
                await JsonSerializer.SerializeAsync(
                    PipeWriter.Create(Stream.Null),
                    day,
                    LiveJson.Default.ZoneDay,
                    stop
                );
            }
        }
    }
}
