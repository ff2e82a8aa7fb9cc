using System.Globalization;
using System.Net;

namespace Vigia.Server.Sms.Http;

/// <summary>
/// Kannel's <c>sendsms</c> (user guide, chapter "Using HTTP/sendsms"). What becomes of a message it tells by calling
/// <paramref name="callBack"/>; null: never.
/// </summary>
internal sealed class KannelPreset(Uri address, HttpLogin login, string? from, Uri? callBack) : IHttpPreset
{
    /// <summary>Delivered to the phone, not delivered, queued, taken by the network, refused by it.</summary>
    private const int AllReports = 1 | 2 | 4 | 8 | 16;

    private const int HighestPriority = 3;

    public string Name => "kannel";

    public bool KnowsHandles => false;

    public Uri Life => address;

    public HttpRequestMessage Submit(OutgoingSms sms, TimeSpan lasts)
    {
        var wide = sms.Text.Alphabet == SmsAlphabet.Ucs2;
        var minutes = Math.Max(1, (int)lasts.TotalMinutes).ToString(CultureInfo.InvariantCulture);
        List<(string Name, string Value)> fields =
        [
            ("username", login.User),
            ("password", login.Password),
            ("to", sms.To.E164),
            ("text", sms.Text.Letters),
            ("charset", "UTF-8"),
            ("coding", wide ? "2" : "0"),
            ("validity", minutes),
            ("priority", sms.Priority == SmsPriority.Fire ? $"{HighestPriority}" : "0"),
        ];
        if (from is not null)
        {
            fields.Add(("from", from));
        }

        if (callBack is not null)
        {
            fields.Add(("dlr-mask", $"{AllReports}"));
            fields.Add(("dlr-url", $"{callBack}?handle={sms.Handle}&type=%d"));
        }

        var query = string.Join('&', fields.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));
        return new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"cgi-bin/sendsms?{query}"));
    }

    // "0: Accepted for delivery", "3: Queued for later delivery"; it says its refusals with 4xx.
    public HandOver ReadSubmit(HttpStatusCode status, string body) => HandOver.Taken;

    public HttpRequestMessage? Ask(SmsInHand sms) => null;

    public SmsReport? ReadAsk(SmsInHand sms, string body) => null;

    /// <summary>Of the <c>%d</c> in its callback; null where it says only that it is waiting.</summary>
    public static SmsReport? Heard(string handle, int type) =>
        type switch
        {
            1 => new SmsReport(handle, SmsProgress.Delivered),
            2 => new SmsReport(handle, SmsProgress.Undelivered, Words: "not delivered"),
            8 => new SmsReport(handle, SmsProgress.Sent),
            16 => new SmsReport(handle, SmsProgress.Failed, Words: "refused by the network"),
            _ => null,
        };
}
