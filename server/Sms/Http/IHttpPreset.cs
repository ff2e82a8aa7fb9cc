using System.Net;

namespace Vigia.Server.Sms.Http;

/// <summary>How one kind of HTTP gateway wants to be spoken to. Pure: makes requests and reads answers.</summary>
internal interface IHttpPreset
{
    string Name { get; }

    /// <inheritdoc cref="ISmsGateway.KnowsHandles"/>
    bool KnowsHandles { get; }

    /// <summary>Where its health is seen; any answer below 500 is a sign of life.</summary>
    Uri Life { get; }

    HttpRequestMessage Submit(OutgoingSms sms, TimeSpan lasts);

    /// <summary>Of an answer that is neither a refusal by its status nor a server's trouble.</summary>
    HandOver ReadSubmit(HttpStatusCode status, string body);

    /// <summary>A call that wakes somebody; null where it can call nobody.</summary>
    HttpRequestMessage? Ring(PhoneNumber to, TimeSpan forSeconds) => null;

    /// <summary>Null where it cannot be asked.</summary>
    HttpRequestMessage? Ask(SmsInHand sms);

    /// <summary>Null where the answer says nothing new.</summary>
    SmsReport? ReadAsk(SmsInHand sms, string body);
}

/// <summary>Whom we are to the gateway.</summary>
internal sealed record HttpLogin(string User, string Password)
{
    /// <summary>From <c>user:password</c>; a token alone has no user.</summary>
    public static HttpLogin Of(string? secret)
    {
        var colon = secret?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon < 0 ? new HttpLogin("", secret ?? "") : new HttpLogin(secret![..colon], secret[(colon + 1)..]);
    }

    public System.Net.Http.Headers.AuthenticationHeaderValue Basic() =>
        new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{User}:{Password}")));

    /// <summary>Never in a log.</summary>
    public override string ToString() => "login";
}
