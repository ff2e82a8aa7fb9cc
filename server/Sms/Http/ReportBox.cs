namespace Vigia.Server.Sms.Http;

/// <summary>
/// What gateways called back: how far a message is, and texts that came. In memory; at each bound the oldest goes. Safe for
/// several threads.
/// </summary>
internal sealed class ReportBox
{
    public const int MaxReports = 10_000;
    public const int MaxReceived = 1_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, SmsReport> reports = [];
    private readonly Queue<string> order = [];
    private readonly LinkedList<IncomingSms> received = [];

    /// <summary>The last word counts, but what was delivered stays delivered: callbacks overtake each other.</summary>
    public void Put(SmsReport report)
    {
        lock (gate)
        {
            if (reports.TryGetValue(report.Handle, out var before))
            {
                reports[report.Handle] = before.Progress == SmsProgress.Delivered ? before : report;
                return;
            }

            reports[report.Handle] = report;
            order.Enqueue(report.Handle);
            if (order.Count > MaxReports)
            {
                reports.Remove(order.Dequeue());
            }
        }
    }

    public SmsReport? Of(string handle)
    {
        lock (gate)
        {
            return reports.GetValueOrDefault(handle);
        }
    }

    public void Put(IncomingSms sms)
    {
        lock (gate)
        {
            received.AddLast(sms);
            if (received.Count > MaxReceived)
            {
                received.RemoveFirst();
                SmsMetrics.Dropped.Add(1);
            }
        }
    }

    public IReadOnlyList<IncomingSms> Received()
    {
        lock (gate)
        {
            return [.. received.Take(SmsBounds.MaxIncoming)];
        }
    }

    public void Forget(IncomingSms sms)
    {
        lock (gate)
        {
            received.Remove(sms);
        }
    }
}
