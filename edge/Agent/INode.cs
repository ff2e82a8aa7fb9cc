namespace Vigia.Edge;

/// <summary>A node that this process runs.</summary>
internal interface INode : IDisposable
{
    string Name { get; }

    /// <summary>Packs sampled by this process.</summary>
    long Sampled { get; }

    /// <summary>Packs of this and earlier processes that the server has not settled.</summary>
    long Held { get; }

    /// <param name="drain">How long to wait for the server once nothing is sampled any more.</param>
    Task RunAsync(TimeSpan drain, CancellationToken stopSampling, CancellationToken stop);
}
