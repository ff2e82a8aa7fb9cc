using Vigia.Server.Live.Points;

namespace Vigia.Server.Live.Shown;

/// <summary>Which nodes are not heard.</summary>
internal sealed class SilentNodes
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public bool IsSilent(NodeNow node, long nowMs) => nowMs - node.HeardMs > Limit.TotalMilliseconds;
}
