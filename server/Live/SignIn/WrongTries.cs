namespace Vigia.Server.Live.SignIn;

/// <summary>
/// Counts wrong passwords: of one person from one address, of one address in all, and of one person from all addresses. Beyond the
/// bound nobody is asked for a password there until <see cref="Pause"/> is over; the last bound spares the addresses from which
/// the person signed in before, so that no stranger can lock somebody out of their own phone. Safe for several threads.
/// </summary>
internal sealed class WrongTries(TimeProvider machine)
{
    public const int MaxOfPerson = 5;
    public const int MaxOfAddress = 50;
    public const int MaxOfName = 50;

    /// <summary>Keys in memory; the one that tried longest ago is forgotten.</summary>
    public const int MaxKeys = 10_000;

    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly Dictionary<(string? Address, string? Name), Tries> tries = [];

    // Bounded as the tries are.
    private readonly OrderedDictionary<(string Address, string Name), bool> known = [];

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
            return CountOf((address, name)) >= MaxOfPerson
                || CountOf((address, null)) >= MaxOfAddress
                || (CountOf((null, name)) >= MaxOfName && !known.ContainsKey((address, name)));
        }
    }

    public void Add(string address, string name)
    {
        lock (gate)
        {
            Count((address, name));
            Count((address, null));
            Count((null, name));
        }
    }

    /// <summary>The person signed in; what the address tried with other names stays.</summary>
    public void Forget(string address, string name)
    {
        lock (gate)
        {
            tries.Remove((address, name));
            known.Remove((address, name));
            if (known.Count >= MaxKeys)
            {
                known.RemoveAt(0);
            }

            known.Add((address, name), true);
        }
    }

    private int CountOf((string?, string?) key) =>
        tries.TryGetValue(key, out var found) && machine.GetElapsedTime(found.At) < Pause ? found.Count : 0;

    private void Count((string?, string?) key)
    {
        var count = CountOf(key) + 1;
        if (tries.Count >= MaxKeys && !tries.ContainsKey(key))
        {
            tries.Remove(tries.MinBy(each => each.Value.At).Key);
        }

        tries[key] = new Tries(count, machine.GetTimestamp());
    }

    private readonly record struct Tries(int Count, long At);
}
