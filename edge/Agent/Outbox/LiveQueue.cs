namespace Vigia.Edge.Outbox;

/// <summary>Seqs of this boot that were put while connected and wait for the pipe. At the bound the oldest becomes history.</summary>
internal sealed class LiveQueue(int most)
{
    private readonly Lock turn = new();
    private readonly Queue<long> seqs = new();
    private bool open;
    private bool overflowed;

    public void Open()
    {
        lock (turn)
        {
            seqs.Clear();
            open = true;
        }
    }

    public void Close()
    {
        lock (turn)
        {
            seqs.Clear();
            open = false;
        }
    }

    public void Add(long seq)
    {
        lock (turn)
        {
            if (!open)
            {
                return;
            }

            seqs.Enqueue(seq);
            if (seqs.Count > most)
            {
                seqs.Dequeue();
                overflowed = true;
            }
        }
    }

    public bool TryTake(out long seq)
    {
        lock (turn)
        {
            return seqs.TryDequeue(out seq);
        }
    }

    public bool Holds(long seq)
    {
        lock (turn)
        {
            return seqs.Contains(seq);
        }
    }

    /// <summary>True once after the oldest had to go.</summary>
    public bool TakeOverflow()
    {
        lock (turn)
        {
            return Interlocked.Exchange(ref overflowed, false);
        }
    }
}
