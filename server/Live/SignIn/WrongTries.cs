namespace Vigia.Server.Live.SignIn;

/// <summary>
/// Counts wrong passwords: of one person from one address, and of one address in all. Beyond the bound nobody is asked for a
/// password there until <see cref="Pause"/> is over. Safe for several threads.
/// </summary>
internal sealed class WrongTries(TimeProvider machine)
{
    public const int MaxOfPerson = 5;
    public const int MaxOfAddress = 50;

    /// <summary>Keys in memory; the one that tried longest ago is forgotten.</summary>
    public const int MaxKeys = 10_000;

    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Address, string? Name), Tries> tries = [];

    public int Keys
    {
        get
        {
            lock (gate)
            {
                return tries.Count;
            }
        }
    }

    public bool IsLocked(string address, string name)
    {
        lock (gate)
        {
            return CountOf((address, name)) >= MaxOfPerson || CountOf((address, null)) >= MaxOfAddress;
        }
    }

    public void Add(string address, string name)
    {
        lock (gate)
        {
            Count((address, name));
            Count((address, null));
        }
    }

    /// <summary>The person signed in; what the address tried with other names stays.</summary>
    public void Forget(string address, string name)
    {
        lock (gate)
        {
            tries.Remove((address, name));
        }
    }

    private int CountOf((string, string?) key) =>
        tries.TryGetValue(key, out var known) && machine.GetElapsedTime(known.At) < Pause ? known.Count : 0;

    private void Count((string, string?) key)
    {
        var count = CountOf(key) + 1;
        if (tries.Count >= MaxKeys && !tries.ContainsKey(key))
        {
            tries.Remove(tries.MinBy(known => known.Value.At).Key);
        }

        tries[key] = new Tries(count, machine.GetTimestamp());
    }

    private readonly record struct Tries(int Count, long At);
}
