namespace Vigia.Server.Calls;

/// <summary>What wakes everybody around when nobody has said yes to a fire.</summary>
internal interface ISiren
{
    /// <summary>Trouble is an answer, never an exception.</summary>
    /// <param name="zone">Where the fire is; null: a node without a zone.</param>
    Task<SirenAnswer> SoundAsync(string? zone, CancellationToken stop);
}

internal enum SirenAnswer
{
    Sounds,

    /// <summary>The farm has none that the service can switch.</summary>
    NoSiren,

    /// <summary>There is one, and it did not answer.</summary>
    NoAnswer,
}

/// <summary>No node of the farm switches a siren by command; said in the record of calls, so that nobody counts on one.</summary>
internal sealed class NoSiren : ISiren
{
    public Task<SirenAnswer> SoundAsync(string? zone, CancellationToken stop) => Task.FromResult(SirenAnswer.NoSiren);
}
