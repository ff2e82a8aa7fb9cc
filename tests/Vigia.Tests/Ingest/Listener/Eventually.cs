using System.Diagnostics;

namespace Vigia.Tests.Ingest;

internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task Holds(string what, Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < Patience, $"did not come within {Patience}: {what}");
            await Task.Delay(10);
        }
    }
}
