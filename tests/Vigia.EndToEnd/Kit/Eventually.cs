using System.Diagnostics;

namespace Vigia.EndToEnd.Kit;

/// <summary>Waiting for something that must come true: polls, and says what it waited for when it never did.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public static Task Until(string what, Func<bool> condition, TimeSpan? within = null, Func<string>? seen = null) =>
        Until(what, () => Task.FromResult(condition()), within, seen);

    public static async Task Until(
        string what,
        Func<Task<bool>> condition,
        TimeSpan? within = null,
        Func<string>? seen = null
    )
    {
        var limit = within ?? Patience;
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > limit)
            {
                Assert.Fail(
                    $"waited {limit.TotalSeconds:0.#} s for: {what}{(seen is null ? "" : $"; seen: {seen()}")}"
                );
            }

            await Task.Delay(Poll);
        }
    }

    /// <summary>Waits until a number stands still for <paramref name="quiet"/>: nothing more comes.</summary>
    public static async Task Still(string what, Func<long> number, TimeSpan quiet, TimeSpan? within = null)
    {
        var last = number();
        var since = Stopwatch.StartNew();
        await Until(
            $"{what} stands still",
            () =>
            {
                var now = number();
                if (now != last)
                {
                    last = now;
                    since.Restart();
                }

                return since.Elapsed > quiet;
            },
            within,
            () => $"{last}"
        );
    }
}
