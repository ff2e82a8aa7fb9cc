using Vigia.Server.Sms;

namespace Vigia.Tests.Calls.Kit;

/// <summary>
/// A modem that needs four seconds a text, behind a spool that is looked at each second: the one being sent is finished, then the most
/// urgent goes, and of those the oldest. As smsd does it.
/// </summary>
internal sealed class SlowModem(TimeProvider clock) : ISmsGateway
{
    public static readonly TimeSpan OneText = TimeSpan.FromSeconds(4);
    public static readonly TimeSpan OneLook = TimeSpan.FromSeconds(1);

    private readonly List<(OutgoingSms Sms, DateTimeOffset At)> spool = [];
    private readonly List<(OutgoingSms Sms, DateTimeOffset At)> sent = [];
    private DateTimeOffset free;

    public string Name => "slow";

    public bool KnowsHandles => true;

    /// <summary>When each text was with the network, in order.</summary>
    public IReadOnlyList<(OutgoingSms Sms, DateTimeOffset At)> Sent => sent;

    public Task<HandOver> HandOverAsync(OutgoingSms sms, CancellationToken stop)
    {
        spool.Add((sms, clock.GetUtcNow()));
        return Task.FromResult(HandOver.Taken);
    }

    /// <summary>What was sent until now.</summary>
    public void Run()
    {
        while (spool.Count > 0)
        {
            var begins = Max(free, spool.Min(one => one.At) + OneLook);
            if (begins + OneText > clock.GetUtcNow())
            {
                return;
            }

            var next = spool
                .Where(one => one.At + OneLook <= begins)
                .OrderByDescending(one => one.Sms.Priority == SmsPriority.Fire)
                .ThenBy(one => one.At)
                .First();
            spool.Remove(next);
            free = begins + OneText;
            sent.Add((next.Sms, free));
        }
    }

    public Task<IReadOnlyList<SmsReport>> AskAsync(IReadOnlyList<SmsInHand> open, CancellationToken stop)
    {
        Run();
        var done = sent.Select(one => one.Sms.Handle).ToHashSet();
        return Task.FromResult<IReadOnlyList<SmsReport>>([
            .. open.Where(sms => done.Contains(sms.Handle)).Select(sms => new SmsReport(sms.Handle, SmsProgress.Sent)),
        ]);
    }

    public Task<bool> TryCancelAsync(SmsInHand sms, CancellationToken stop) => Task.FromResult(false);

    public Task<RingAnswer> RingAsync(PhoneNumber to, TimeSpan forSeconds, CancellationToken stop) =>
        Task.FromResult(RingAnswer.NotPossible);

    public Task<IReadOnlyList<IncomingSms>> ReceiveAsync(CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<IncomingSms>>([]);

    public Task ForgetAsync(IncomingSms sms, CancellationToken stop) => Task.CompletedTask;

    public Task<GatewayHealth> CheckAsync(CancellationToken stop) =>
        Task.FromResult(new GatewayHealth(GatewayState.Ready));

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
