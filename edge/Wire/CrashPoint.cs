using System.Diagnostics;

namespace Vigia.Wire;

/// <summary>
/// Named places where the fault suite lets a program die as by <c>kill -9</c>. Off unless the environment asks:
/// <c>VIGIA_CRASH_AT=commit-ack:3</c> dies the third time <c>commit-ack</c> is reached.
/// </summary>
public static class CrashPoint
{
    public const string Variable = "VIGIA_CRASH_AT";

    private static readonly string? Place;
    private static int countdown;

    static CrashPoint()
    {
        var wish = Environment.GetEnvironmentVariable(Variable)?.Split(':');
        Place = wish?[0];
        countdown = wish is [_, var times] && int.TryParse(times, out var n) ? n : 1;
    }

    public static void Here(string place)
    {
        if (Place is null || Place != place || Interlocked.Decrement(ref countdown) != 0)
        {
            return;
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
