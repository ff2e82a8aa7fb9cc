using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vigia.Server.Sms.Incoming;

namespace Vigia.Server.Sms.Http;

/// <summary>
/// Where gateways bring the texts that came: 200 means that it is committed, anything else that it is to be brought again.
/// Kannel from this machine only; the Android app with the password that it has anyway.
/// </summary>
internal static class ReceivedEndpoints
{
    public const string Path = "/sms/received";

    public static void Map(WebApplication app, IReadOnlyList<SmsWay> ways)
    {
        if (ways.Any(way => way.Kind == SmsWayKind.Kannel))
        {
            app.MapGet(Path, Kannel).ExcludeFromDescription();
        }

        if (ways.FirstOrDefault(way => way.Kind == SmsWayKind.SmsGate)?.Secret is { } secret)
        {
            var key = HttpLogin.Of(secret).Password;
            app.MapPost(Path, (HttpContext context, IncomingReader reader) => AndroidAsync(context, reader, key))
                .ExcludeFromDescription();
        }
    }

    // get-url = http://127.0.0.1:8080/sms/received?id=%I&from=%p&text=%a
    private static IResult Kannel(
        string id,
        string from,
        string text,
        HttpContext context,
        IncomingReader reader,
        TimeProvider machine
    )
    {
        if (context.Connection.RemoteIpAddress is not { } caller || !IPAddress.IsLoopback(caller))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        // An answer with letters would go back as an SMS.
        return reader.Keep(new IncomingSms($"kannel.{Short(id)}", from, text, machine.GetUtcNow()))
            ? Results.Text("")
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The app's webhook <c>sms:received</c>. Its message id comes of the content: the time makes it one text's own.</summary>
    private static async Task<IResult> AndroidAsync(HttpContext context, IncomingReader reader, string key)
    {
        var given = Encoding.UTF8.GetBytes($"{context.Request.Query["key"]}");
        if (key.Length == 0 || !CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(key)))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (context.Request.ContentLength is not <= SmsBounds.MaxForeignBytes)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (await ReadAsync(context) is not { } sms)
        {
            return Results.BadRequest();
        }

        return reader.Keep(sms) ? Results.Ok() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IncomingSms?> ReadAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(
                context.Request.Body,
                cancellationToken: context.RequestAborted
            );
            return
                Text(body.RootElement, "event") == "sms:received"
                && body.RootElement.TryGetProperty("payload", out var payload)
                && Text(payload, "message") is { } text
                && (Text(payload, "phoneNumber") ?? Text(payload, "sender")) is { } from
                && Text(payload, "receivedAt") is { } at
                && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, out var time)
                ? new IncomingSms($"smsgate.{Hash($"{from}\n{at}\n{text}")}", from, text, time)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Short(string id) => id.Length <= 64 ? id : Hash(id);

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
