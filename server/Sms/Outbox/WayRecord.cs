namespace Vigia.Server.Sms.Outbox;

/// <summary>What became of the texts of one way, since the start. Safe for several threads.</summary>
internal sealed class WayRecord
{
    private readonly Lock gate = new();
    private DateTimeOffset? failed;
    private DateTimeOffset? sent;

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

    public (DateTimeOffset? Failed, DateTimeOffset? Sent) Read()
    {
        lock (gate)
        {
            return (failed, sent);
        }
    }
}
