using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;

namespace Vigia.Tests.Influx;

/// <summary>A data folder of its own with a store in it, which can be closed and opened again as by a restart.</summary>
internal sealed class FollowerPlace : IDisposable
{
    public FollowerPlace()
    {
        Folder = Directory.CreateTempSubdirectory("vigia-followers-").FullName;
        Store = OpenStore();
    }

    public string Folder { get; }

    public AlertStore Store { get; private set; }

    public AlertStore OpenStore() =>
        new(
            Folder,
            AlertStoreOptions.Default with
            {
                ReserveBytes = 256 * 1024,
            },
            TimeProvider.System,
            NullLogger<AlertStore>.Instance
        );

    /// <summary>All that was in memory is gone.</summary>
    public void Restart()
    {
        Store.Dispose();
        Store = OpenStore();
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

internal static class Wait
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task For(string what, Func<Task<bool>> condition)
    {
        using var late = new CancellationTokenSource(Limit);
        while (!await condition())
        {
            Assert.False(late.IsCancellationRequested, $"waited {Limit.TotalSeconds} s for: {what}");
            await Task.Delay(20);
        }
    }

    public static Task For(string what, Func<bool> condition) => For(what, () => Task.FromResult(condition()));
}
