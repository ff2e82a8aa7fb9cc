using System.Net;

namespace Vigia.Server.Sms.Http;

/// <summary>
/// Any gateway that takes messages over HTTP; the preset knows its words. Each request has a time-out, and of one that came to it
/// nothing more is asked in that turn.
/// </summary>
internal sealed class HttpGateway(IHttpPreset preset, HttpClient http, HttpGatewayOptions options, TimeProvider machine)
    : ISmsGateway
{
    private long lastProofMs;
    private long? deliveriesAskedAt;

    public string Name => preset.Name;

    public bool KnowsHandles => preset.KnowsHandles;

    public bool IsBlind => options.ReportsCome;

    public async Task<HandOver> HandOverAsync(OutgoingSms sms, CancellationToken stop)
    {
        using var request = preset.Submit(sms, sms.NotAfter - machine.GetUtcNow());
        var answer = await SendAsync(request, stop);
        return answer switch
        {
            { Status: null } => HandOver.Unavailable(answer.Body),
            { Status: HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity } => HandOver.Refused(
                $"HTTP {(int)answer.Status}: {answer.Body}"
            ),
            { Status: >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices or HttpStatusCode.Conflict } =>
                preset.ReadSubmit(answer.Status.Value, answer.Body),
            // Without rights, not found, too many, its own trouble: a person or time may mend it.
            _ => HandOver.Unavailable($"HTTP {(int)answer.Status}: {answer.Body}"),
        };
    }

    public async Task<IReadOnlyList<SmsReport>> AskAsync(IReadOnlyList<SmsInHand> open, CancellationToken stop)
    {
        var told = new List<SmsReport>();
        var wanted = open.Where(sms => sms.Progress == SmsProgress.Submitted || IsTimeForDeliveries());
        foreach (var sms in wanted.Take(options.AskedAtOnce).ToList())
        {
            var (report, isAway) = await AskAsync(sms, stop);
            if (isAway)
            {
                return told;
            }

            if (report is not null && report.Progress != sms.Progress)
            {
                told.Add(report);
            }
        }

        if (IsTimeForDeliveries())
        {
            deliveriesAskedAt = machine.GetTimestamp();
        }

        return told;
    }

    private bool IsTimeForDeliveries() =>
        deliveriesAskedAt is not { } at || machine.GetElapsedTime(at) >= options.DeliveriesEvery;

    // What a gateway was handed is on its way.
    public Task<bool> TryCancelAsync(SmsInHand sms, CancellationToken stop) => Task.FromResult(false);

    // Taken is all that is told: the gateway's phone rings by itself.
    public async Task<RingAnswer> RingAsync(PhoneNumber to, TimeSpan forSeconds, CancellationToken stop)
    {
        using var request = preset.Ring(to, SmsBounds.Ring(forSeconds));
        if (request is null)
        {
            return RingAnswer.NotPossible;
        }

        var answer = await SendAsync(request, stop);
        return answer.Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices
            ? RingAnswer.Rang()
            : RingAnswer.Unavailable(answer.Status is { } status ? $"HTTP {(int)status}: {answer.Body}" : answer.Body);
    }

    // They are brought (ReceivedEndpoints).
    public Task<IReadOnlyList<IncomingSms>> ReceiveAsync(CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<IncomingSms>>([]);

    public Task ForgetAsync(IncomingSms sms, CancellationToken stop) => Task.CompletedTask;

    public async Task<GatewayHealth> CheckAsync(CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, preset.Life);
        var answer = await SendAsync(request, stop);
        return answer.Status is { } status && status < HttpStatusCode.InternalServerError
            ? new GatewayHealth(GatewayState.Ready, LastProof: LastProof)
            : GatewayHealth.Away(answer.Body) with
            {
                LastProof = LastProof,
            };
    }

    private DateTimeOffset? LastProof =>
        Interlocked.Read(ref lastProofMs) is var ms and > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    private async Task<(SmsReport? Report, bool IsAway)> AskAsync(SmsInHand sms, CancellationToken stop)
    {
        using var request = preset.Ask(sms);
        if (request is null)
        {
            // Nobody will ever tell: that it was taken is all there is to know.
            return (options.ReportsCome ? null : new SmsReport(sms.Handle, SmsProgress.Sent, sms.Reference), false);
        }

        var answer = await SendAsync(request, stop);
        return (answer.Status == HttpStatusCode.OK ? preset.ReadAsk(sms, answer.Body) : null, answer.Status is null);
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(options.Patience);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var body = await ReadAsync(response.Content, limit.Token);
            Interlocked.Exchange(ref lastProofMs, machine.GetUtcNow().ToUnixTimeMilliseconds());
            return new Answer(response.StatusCode, body);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Answer(Status: null, $"no answer in {options.Patience.TotalSeconds:0.#} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new Answer(Status: null, e.Message);
        }
    }

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken stop)
    {
        await using var stream = await content.ReadAsStreamAsync(stop);
        var bytes = new byte[SmsBounds.MaxForeignBytes];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop);
        return System.Text.Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <param name="Status">Null: there was no answer.</param>
    private readonly record struct Answer(HttpStatusCode? Status, string Body);
}

/// <param name="Patience">Of one request.</param>
/// <param name="AskedAtOnce">Messages asked about in one turn, one request each.</param>
/// <param name="DeliveriesEvery">How often those are asked about that the network has.</param>
/// <param name="ReportsCome">The gateway calls us back with what became of a message (<see cref="Outbox.Courier.TryNote"/>).</param>
internal sealed record HttpGatewayOptions(
    TimeSpan Patience,
    int AskedAtOnce,
    TimeSpan DeliveriesEvery,
    bool ReportsCome
)
{
    public static HttpGatewayOptions Default { get; } =
        new(TimeSpan.FromSeconds(10), 20, TimeSpan.FromSeconds(30), ReportsCome: false);
}
