using Vigia.Wire;

namespace Vigia.Server.Health;

/// <summary>What the server says of itself in each heartbeat. Safe for several threads.</summary>
internal sealed class ServerState
{
    private readonly Lock gate = new();
    private string store = StoreState.Ok;
    private volatile bool isSecond;

    /// <summary>Called when something changed that nodes should know at once.</summary>
    public Action? OnChange { get; set; }

    /// <summary>One of <see cref="StoreState"/>.</summary>
    public string Store
    {
        get => Volatile.Read(ref store);
        set
        {
            lock (gate)
            {
                if (store == value)
                {
                    return;
                }

                store = value;
            }

            OnChange?.Invoke();
        }
    }

    /// <summary>An older server is alive on the same site: this one neither acknowledges nor judges.</summary>
    public bool IsSecond
    {
        get => isSecond;
        set => isSecond = value;
    }
}
