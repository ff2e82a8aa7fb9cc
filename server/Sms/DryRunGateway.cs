using System.Text.Json;

namespace Vigia.Server.Sms;

/// <summary>Sends nothing: every text to a phone is one line of <c>sms.jsonl</c>, and counts as sent.</summary>
internal sealed class DryRunGateway(string folder, TimeProvider machine, ILogger<DryRunGateway> log) : ISmsGateway
{
    private readonly JournalFile file = new(folder, "sms");
    private DateTimeOffset? lastProof;

    public string Name => "dry";

    public bool KnowsHandles => false;

    public Task<HandOver> HandOverAsync(OutgoingSms sms, CancellationToken stop)
    {
        log.LogInformation("SMS (dry run) to {To}: {Text}", sms.To.End, sms.Text.Letters);
        try
        {
            file.Append(Line(sms));
            lastProof = machine.GetUtcNow();
            return Task.FromResult(HandOver.Taken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(HandOver.Unavailable(e.Message));
        }
    }

    public Task<IReadOnlyList<SmsReport>> AskAsync(IReadOnlyList<SmsInHand> open, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<SmsReport>>([
            .. open.Take(SmsBounds.MaxAsked)
                .Where(sms => sms.Progress == SmsProgress.Submitted)
                .Select(sms => new SmsReport(sms.Handle, SmsProgress.Sent)),
        ]);

    public Task<bool> TryCancelAsync(SmsInHand sms, CancellationToken stop) => Task.FromResult(false);

    public Task<RingAnswer> RingAsync(PhoneNumber to, TimeSpan forSeconds, CancellationToken stop)
    {
        log.LogInformation("Call (dry run) to {To}", to.End);
        return Task.FromResult(RingAnswer.NotPossible);
    }

    public Task<IReadOnlyList<IncomingSms>> ReceiveAsync(CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<IncomingSms>>([]);

    public Task ForgetAsync(IncomingSms sms, CancellationToken stop) => Task.CompletedTask;

    public Task<GatewayHealth> CheckAsync(CancellationToken stop) =>
        Task.FromResult(
            Directory.Exists(folder)
                ? new GatewayHealth(GatewayState.Ready, LastProof: lastProof)
                : GatewayHealth.Away($"{folder} is missing")
        );

    private byte[] Line(OutgoingSms sms)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("handle", sms.Handle);
            json.WriteString("to", sms.To.E164);
            json.WriteString("priority", sms.Priority.ToString());
            json.WriteString("text", sms.Text.Letters);
            json.WriteNumber("handed", machine.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
