using System.Globalization;
using System.Net;

namespace Vigia.Server.Sms.Http;

/// <summary>
/// Twilio's <c>Messages</c> resource, API of 2010-04-01; <paramref name="login"/> is account SID and token. Knows no ids of ours:
/// a death at the wrong moment sends twice.
/// </summary>
internal sealed class TwilioPreset(Uri address, HttpLogin login, string from) : IHttpPreset
{
    private const int LongestValiditySeconds = 14_400;

    public string Name => "twilio";

    public bool KnowsHandles => false;

    public Uri Life => address;

    private string Root => $"2010-04-01/Accounts/{Uri.EscapeDataString(login.User)}";

    private string Account => $"{Root}/Messages";

    public HttpRequestMessage Submit(OutgoingSms sms, TimeSpan lasts)
    {
        var seconds = Math.Clamp((int)lasts.TotalSeconds, 1, LongestValiditySeconds);
        return Signed(
            new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"{Account}.json"))
            {
                Content = new FormUrlEncodedContent([
                    new("To", sms.To.E164),
                    new("From", from),
                    new("Body", sms.Text.Letters),
                    new("ValidityPeriod", seconds.ToString(CultureInfo.InvariantCulture)),
                ]),
            }
        );
    }

    public HandOver ReadSubmit(HttpStatusCode status, string body) =>
        JsonAnswer.Text(body, "sid") is { } sid
            ? HandOver.TakenAs(sid)
            : HandOver.Unavailable($"an answer without sid: {body}");

    // Whoever answers hears a moment of silence; who does not is called for so long.
    public HttpRequestMessage? Ring(PhoneNumber to, TimeSpan forSeconds) =>
        Signed(
            new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"{Root}/Calls.json"))
            {
                Content = new FormUrlEncodedContent([
                    new("To", to.E164),
                    new("From", from),
                    new("Twiml", "<Response><Pause length=\"1\"/></Response>"),
                    new("Timeout", ((int)forSeconds.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
                ]),
            }
        );

    public HttpRequestMessage? Ask(SmsInHand sms) =>
        Signed(new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"{Account}/{sms.Reference}.json")));

    public SmsReport? ReadAsk(SmsInHand sms, string body) =>
        JsonAnswer.Text(body, "status") switch
        {
            "sent" => new SmsReport(sms.Handle, SmsProgress.Sent, sms.Reference),
            "delivered" => new SmsReport(sms.Handle, SmsProgress.Delivered, sms.Reference),
            "undelivered" => new SmsReport(sms.Handle, SmsProgress.Undelivered, sms.Reference, Why(body)),
            "failed" or "canceled" => new SmsReport(sms.Handle, SmsProgress.Failed, sms.Reference, Why(body)),
            _ => null,
        };

    private static string? Why(string body) => JsonAnswer.Text(body, "error_message");

    private HttpRequestMessage Signed(HttpRequestMessage request)
    {
        request.Headers.Authorization = login.Basic();
        return request;
    }
}
