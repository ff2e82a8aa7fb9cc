using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace Vigia.Edge.Systemd;

/// <summary>Tells systemd that this process still turns, when its unit has a WatchdogSec; else nothing to do.</summary>
internal sealed class Watchdog(ISystemdNotifier notifier, TimeProvider time) : BackgroundService
{
    // sd_watchdog_enabled(3): the limit in microseconds, and to notify at half of it.
    private const string Variable = "WATCHDOG_USEC";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Every(Environment.GetEnvironmentVariable(Variable)) is not { } every)
        {
            return;
        }

        using var timer = new PeriodicTimer(every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            notifier.Notify(new ServiceState("WATCHDOG=1"));
        }
    }

    internal static TimeSpan? Every(string? microseconds) =>
        long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? TimeSpan.FromMicroseconds(limit / 2.0)
            : null;
}
