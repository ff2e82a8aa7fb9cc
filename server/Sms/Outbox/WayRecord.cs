namespace Vigia.Server.Sms.Outbox;

/// <summary>What became of the texts of one way, since the start. Safe for several threads.</summary>
internal sealed class WayRecord
{
    private readonly Lock gate = new();
    private DateTimeOffset? failed;
    private DateTimeOffset? sent;
    private DateTimeOffset? left;
    private DateTimeOffset? probed;

    public void Fail(DateTimeOffset now)
    {
        lock (gate)
        {
            failed = now;
        }
    }

    public void Send(DateTimeOffset now)
    {
        lock (gate)
        {
            sent = now;
        }
    }

    /// <summary>A text had its time here and was given to another way.</summary>
    public void Leave(DateTimeOffset now)
    {
        lock (gate)
        {
            (failed, left) = (now, now);
        }
    }

    /// <summary>
    /// Whether a text may begin here: always where nothing speaks against it; after texts had to leave, one each
    /// <see cref="CourierOptions.ProbeEvery"/>, until one is sent.
    /// </summary>
    public bool MayTry(DateTimeOffset now)
    {
        lock (gate)
        {
            if (left is not { } since || sent > since)
            {
                return true;
            }

            if (now - (probed > since ? probed.Value : since) < CourierOptions.ProbeEvery)
            {
                return false;
            }

            probed = now;
            return true;
        }
    }

    /// <summary>Texts had to leave, and none was sent since.</summary>
    public bool IsLeft
    {
        get
        {
            lock (gate)
            {
                return left is { } since && !(sent > since);
            }
        }
    }

    public (DateTimeOffset? Failed, DateTimeOffset? Sent) Read()
    {
        lock (gate)
        {
            return (failed, sent);
        }
    }
}
