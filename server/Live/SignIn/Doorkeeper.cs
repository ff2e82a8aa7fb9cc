namespace Vigia.Server.Live.SignIn;

internal enum DoorRefusal
{
    None,
    WrongNameOrPassword,

    /// <summary>Too many wrong tries: see <see cref="WrongTries"/>.</summary>
    Locked,

    /// <summary>The token of the first run, or of a kiosk link, is another, or holds no more.</summary>
    TokenNotValid,
}

/// <param name="Stamp">Of the person who may come in.</param>
internal readonly record struct DoorAnswer(string? Stamp, DoorRefusal Refusal);

/// <summary>Judges names and passwords, one after the other: a hash is made slow on purpose, and readings come first.</summary>
internal sealed class Doorkeeper(Accounts accounts, WrongTries tries) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);

    public bool IsLocked(string address, string name) => tries.IsLocked(address, name);

    public void Note(string address, string name) => tries.Add(address, name);

    public async Task<DoorAnswer> AskAsync(string address, string name, string password, CancellationToken stop)
    {
        if (name.Length > Accounts.MaxName || password.Length > Accounts.MaxPassword)
        {
            return new DoorAnswer(null, DoorRefusal.WrongNameOrPassword);
        }

        await oneAtATime.WaitAsync(stop);
        try
        {
            return Judge(address, name, password);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private DoorAnswer Judge(string address, string name, string password)
    {
        if (tries.IsLocked(address, name))
        {
            return new DoorAnswer(null, DoorRefusal.Locked);
        }

        if (accounts.Verify(name, password) is not { } stamp)
        {
            tries.Add(address, name);
            return new DoorAnswer(null, DoorRefusal.WrongNameOrPassword);
        }

        tries.Forget(address, name);
        return new DoorAnswer(stamp, DoorRefusal.None);
    }
}
