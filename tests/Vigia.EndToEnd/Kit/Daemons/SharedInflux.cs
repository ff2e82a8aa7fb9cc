using Vigia.EndToEnd.Kit.Daemons;

[assembly: AssemblyFixture(typeof(SharedInflux))]

namespace Vigia.EndToEnd.Kit.Daemons;

/// <summary>The one influxd of all rows that do not ill-treat it; each has a database of its own in it.</summary>
public sealed class SharedInflux : IAsyncLifetime
{
    private static readonly Influxd Shared = new();

    internal static Influxd Instance => Shared;

    public ValueTask InitializeAsync() => new(Shared.StartAsync());

    public ValueTask DisposeAsync() => Shared.DisposeAsync();
}
