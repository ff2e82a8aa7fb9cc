namespace Vigia.Tests.Edge.Uplink;

/// <summary>Polls a condition until it holds; fails by name when it does not in time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task That(string what, Func<bool> holds) => Async(what, () => Task.FromResult(holds()));

    public static async Task Async(string what, Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            Assert.False(patience.IsCancellationRequested, $"not in {Patience.TotalSeconds} s: {what}");
            await Task.Delay(10);
        }
    }
}
