using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Vigia.Server.Sms.Http;

/// <summary>
/// The Android app SMSGate in its local mode: a spare phone as modem. Takes our handle as the message's id, and refuses it a
/// second time.
/// </summary>
internal sealed class SmsGatePreset(Uri address, HttpLogin login) : IHttpPreset
{
    /// <summary>From 100 on the app lets a message pass its own limits.</summary>
    private const int PastLimits = 100;

    public string Name => "smsgate";

    public bool KnowsHandles => true;

    public Uri Life => new(address, "health");

    public HttpRequestMessage Submit(OutgoingSms sms, TimeSpan lasts)
    {
        var body = new JsonObject
        {
            ["id"] = sms.Handle,
            ["textMessage"] = new JsonObject { ["text"] = sms.Text.Letters },
            ["phoneNumbers"] = new JsonArray(sms.To.E164),
            ["withDeliveryReport"] = true,
            ["ttl"] = Math.Max(60, (long)lasts.TotalSeconds),
            ["priority"] = sms.Priority == SmsPriority.Fire ? PastLimits : 0,
        };
        return Signed(
            new HttpRequestMessage(HttpMethod.Post, new Uri(address, "message"))
            {
                Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
            }
        );
    }

    // 409: it has this id already, from before our death.
    public HandOver ReadSubmit(HttpStatusCode status, string body) => HandOver.Taken;

    public HttpRequestMessage? Ask(SmsInHand sms) =>
        Signed(new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"message/{sms.Handle}")));

    public SmsReport? ReadAsk(SmsInHand sms, string body) =>
        JsonAnswer.Text(body, "state") switch
        {
            "Sent" => new SmsReport(sms.Handle, SmsProgress.Sent),
            "Delivered" => new SmsReport(sms.Handle, SmsProgress.Delivered),
            "Failed" => new SmsReport(sms.Handle, SmsProgress.Failed, Words: SmsBounds.Words(body)),
            _ => null,
        };

    private HttpRequestMessage Signed(HttpRequestMessage request)
    {
        request.Headers.Authorization = login.Basic();
        return request;
    }
}
