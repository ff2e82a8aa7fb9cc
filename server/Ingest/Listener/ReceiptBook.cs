namespace Vigia.Server.Ingest.Listener;

/// <summary>
/// The PUBACKs that are withheld on one connection, oldest first, bounded in number and in the bytes they stand for.
/// </summary>
/// <param name="settle">Lets one go; called once for each that is completed, from the thread that completes it.</param>
internal sealed class ReceiptBook<T>(int maxCount, int maxBytes, TimeProvider time, Action<T> settle)
{
    private readonly Lock gate = new();
    private readonly Queue<Receipt> open = [];
    private int bytesOpen;
    private TaskCompletionSource? room;

    // Completed ones behind one that is not still have their place: the queue is what is bounded.
    public bool IsFull
    {
        get
        {
            lock (gate)
            {
                return open.Count >= maxCount || bytesOpen >= maxBytes;
            }
        }
    }

    public TimeSpan OldestAge
    {
        get
        {
            lock (gate)
            {
                return open.TryPeek(out var oldest) ? time.GetElapsedTime(oldest.Since) : TimeSpan.Zero;
            }
        }
    }

    public IReceipt Open(T what, int bytes)
    {
        var receipt = new Receipt(this, what, bytes, time.GetTimestamp());
        lock (gate)
        {
            open.Enqueue(receipt);
            bytesOpen += bytes;
        }

        return receipt;
    }

    /// <summary>Waits until the book is not full.</summary>
    public Task RoomAsync(CancellationToken stop)
    {
        lock (gate)
        {
            if (!IsFull)
            {
                return Task.CompletedTask;
            }

            room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return room.Task.WaitAsync(stop);
        }
    }

    /// <summary>Forgets all of them: their connection is gone, and with it whom to tell.</summary>
    public void Clear()
    {
        lock (gate)
        {
            while (open.TryDequeue(out var receipt))
            {
                receipt.Forget();
            }

            bytesOpen = 0;
        }
    }

    private void Settle(Receipt receipt)
    {
        lock (gate)
        {
            if (receipt.IsForgotten)
            {
                return;
            }

            bytesOpen -= receipt.Bytes;
            while (open.TryPeek(out var oldest) && oldest.IsComplete)
            {
                open.Dequeue();
            }

            if (!IsFull)
            {
                room?.TrySetResult();
                room = null;
            }
        }

        settle(receipt.What);
    }

    private sealed class Receipt(ReceiptBook<T> book, T what, int bytes, long since) : IReceipt
    {
        private int complete;

        public T What => what;

        public int Bytes => bytes;

        public long Since => since;

        public bool IsComplete => Volatile.Read(ref complete) == 1;

        public bool IsForgotten { get; private set; }

        public void Forget() => IsForgotten = true;

        public void Complete()
        {
            if (Interlocked.Exchange(ref complete, 1) == 0)
            {
                book.Settle(this);
            }
        }
    }
}
