namespace Vigia.Wire;

/// <summary>Seqs from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct SeqRange(long First, long Last)
{
    public long Count => Last - First + 1;

    public bool Contains(long seq) => seq >= First && seq <= Last;
}
