using System.Net;
using System.Text;
using System.Text.Json;

namespace Vigia.Server.Sms.Http;

/// <summary>
/// Any other gateway, by a file that shows the request: <c>POST URL</c>, headers, an empty line, the body. In it stand
/// <c>{to}</c>, <c>{text}</c>, <c>{handle}</c>, <c>{from}</c>, <c>{user}</c> and <c>{password}</c>, written as their place wants them: in the URL and in forms
/// percent-encoded, in JSON as its strings. Any answer of 2xx means taken.
/// </summary>
internal sealed class TemplatePreset : IHttpPreset
{
    public const int MaxBytes = 8 * 1024;

    private readonly HttpMethod method;
    private readonly string url;
    private readonly IReadOnlyList<(string Name, string Value)> headers;
    private readonly string body;
    private readonly HttpLogin login;
    private readonly string from;

    private TemplatePreset(
        (HttpMethod Method, string Url) target,
        IReadOnlyList<(string, string)> headers,
        string body,
        HttpLogin login,
        string from
    )
    {
        (method, url) = target;
        (this.headers, this.body, this.login, this.from) = (headers, body, login, from);
    }

    public string Name => "template";

    public bool KnowsHandles =>
        body.Contains("{handle}", StringComparison.Ordinal) || url.Contains("{handle}", StringComparison.Ordinal);

    public Uri Life =>
        new(
            new Uri(
                url[..(url + "?").IndexOf('?', StringComparison.Ordinal)].Replace("{", "", StringComparison.Ordinal)
            ),
            "/"
        );

    /// <summary>Null with the reason where the file shows no request.</summary>
    public static TemplatePreset? Parse(string text, HttpLogin login, string from, out string? wrong)
    {
        var parts = text.ReplaceLineEndings("\n").Split("\n\n", 2);
        var lines = parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var first = lines.Length == 0 ? [] : lines[0].Split(' ', 2);
        if (first is not ["GET" or "POST" or "PUT", var url] || !IsAddress(url))
        {
            wrong = "the first line is not GET, POST or PUT and an address of http or https";
            return null;
        }

        var read = new List<(string, string)>();
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1)
            {
                wrong = $"\"{SmsBounds.Words(line)}\" is not a header";
                return null;
            }

            read.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }

        wrong =
            text.Contains("{to}", StringComparison.Ordinal) && text.Contains("{text}", StringComparison.Ordinal)
                ? null
                : "{to} and {text} have to stand in it";
        var shown = parts.Length > 1 ? parts[1].TrimEnd('\n') : "";
        return wrong is null
            ? new TemplatePreset((new HttpMethod(first[0]), first[1].Trim()), read, shown, login, from)
            : null;
    }

    public HttpRequestMessage Submit(OutgoingSms sms, TimeSpan lasts)
    {
        var request = new HttpRequestMessage(method, new Uri(Fill(url, sms, Uri.EscapeDataString)));
        var type = headers.FirstOrDefault(h => h.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Fill(body, sms, EscapeFor(type))));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type ?? "text/plain; charset=utf-8");
        }

        foreach (
            var (name, value) in headers.Where(h => !h.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
        )
        {
            request.Headers.TryAddWithoutValidation(name, Fill(value, sms, text => text.ReplaceLineEndings("")));
        }

        return request;
    }

    public HandOver ReadSubmit(HttpStatusCode status, string body) => HandOver.Taken;

    public HttpRequestMessage? Ask(SmsInHand sms) => null;

    public SmsReport? ReadAsk(SmsInHand sms, string body) => null;

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static Func<string, string> EscapeFor(string? type) =>
        type switch
        {
            not null when type.Contains("json", StringComparison.OrdinalIgnoreCase) => text =>
                JsonEncodedText.Encode(text).ToString(),
            not null when type.Contains("form", StringComparison.OrdinalIgnoreCase) => Uri.EscapeDataString,
            _ => text => text,
        };

    private string Fill(string place, OutgoingSms sms, Func<string, string> escape) =>
        place
            .Replace("{to}", escape(sms.To.E164), StringComparison.Ordinal)
            .Replace("{handle}", escape(sms.Handle), StringComparison.Ordinal)
            .Replace("{from}", escape(from), StringComparison.Ordinal)
            .Replace("{user}", escape(login.User), StringComparison.Ordinal)
            .Replace("{password}", escape(login.Password), StringComparison.Ordinal)
            .Replace("{text}", escape(sms.Text.Letters), StringComparison.Ordinal);
}
