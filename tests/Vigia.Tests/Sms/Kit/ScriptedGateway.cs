using Vigia.Server.Sms;

namespace Vigia.Tests.Sms.Kit;

/// <summary>A gateway that does what the test says, and remembers what it was asked.</summary>
internal sealed class ScriptedGateway(string name = "scripted") : ISmsGateway
{
    private readonly List<OutgoingSms> handed = [];
    private readonly List<string> cancelled = [];

    public string Name => name;

    public bool KnowsHandles => true;

    public bool IsBlind { get; set; }

    public HandOver Answer { get; set; } = HandOver.Taken;

    public bool CanCancel { get; set; } = true;

    /// <summary>What each answer waits for.</summary>
    public Func<CancellationToken, Task> Waits { get; set; } = _ => Task.CompletedTask;

    /// <summary>What it tells of every message, null: nothing yet.</summary>
    public SmsProgress? Tells { get; set; }

    public RingAnswer Ring { get; set; } = RingAnswer.NotPossible;

    public GatewayHealth Health { get; set; } = new(GatewayState.Ready);

    public IReadOnlyList<OutgoingSms> Handed => handed;

    public IReadOnlyList<string> Texts => [.. handed.Select(sms => sms.Text.Letters)];

    public IReadOnlyList<string> Cancelled => cancelled;

    public List<IncomingSms> Incoming { get; } = [];

    public async Task<HandOver> HandOverAsync(OutgoingSms sms, CancellationToken stop)
    {
        await Waits(stop);
        if (Answer.State == HandOverState.Taken)
        {
            handed.Add(sms);
        }

        return Answer;
    }

    public async Task<IReadOnlyList<SmsReport>> AskAsync(IReadOnlyList<SmsInHand> open, CancellationToken stop)
    {
        await Waits(stop);
        return Tells is { } progress ? [.. open.Select(sms => new SmsReport(sms.Handle, progress))] : [];
    }

    public Task<bool> TryCancelAsync(SmsInHand sms, CancellationToken stop)
    {
        if (CanCancel)
        {
            cancelled.Add(sms.Handle);
        }

        return Task.FromResult(CanCancel);
    }

    /// <summary>How long it was last asked to ring.</summary>
    public TimeSpan? RingsFor { get; private set; }

    public Task<RingAnswer> RingAsync(PhoneNumber to, TimeSpan forSeconds, CancellationToken stop)
    {
        RingsFor = forSeconds;
        return Task.FromResult(Ring);
    }

    public Task<IReadOnlyList<IncomingSms>> ReceiveAsync(CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<IncomingSms>>([.. Incoming]);

    public Task ForgetAsync(IncomingSms sms, CancellationToken stop)
    {
        Incoming.Remove(sms);
        return Task.CompletedTask;
    }

    public Task<GatewayHealth> CheckAsync(CancellationToken stop) => Task.FromResult(Health);
}
