using Vigia.Server.Cli;
using Vigia.Server.Sms.Smstools;

namespace Vigia.Server.Sms;

/// <summary>How messages reach people.</summary>
/// <param name="Ways">In the order in which they are tried; none: messages are only written down.</param>
/// <param name="Phones">Who gets every message, beside the people of the farm file.</param>
internal sealed record SmsOptions(IReadOnlyList<SmsWay> Ways, IReadOnlyList<PhoneNumber> Phones)
{
    public static IReadOnlyList<string> Names { get; } =
    ["--sms", "--sms-secret", "--sms-second", "--sms-second-secret", "--sms-from", "--sms-to"];

    public static SmsOptions None { get; } = new([], []);

    public static SmsOptions Read(Settings settings)
    {
        var from = settings.Text("--sms-from");
        SmsWay?[] ways =
        [
            SmsWay.Read(settings, "--sms", "--sms-secret", from),
            SmsWay.Read(settings, "--sms-second", "--sms-second-secret", from),
        ];
        var phones = (settings.Text("--sms-to") ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => PhoneOf(settings, text))
            .Distinct()
            .ToList();
        if (phones.Count > PhoneAnnouncer.MaxPhones)
        {
            throw new PlainWords(
                settings.Texts.NotANumber("--sms-to", $"{phones.Count}", $"1 – {PhoneAnnouncer.MaxPhones}")
            );
        }

        return Checked(settings, new SmsOptions([.. ways.OfType<SmsWay>()], phones));
    }

    // Half of it would look like a way out, and be none.
    private static SmsOptions Checked(Settings settings, SmsOptions read)
    {
        var missing =
            settings.Text("--sms") is null && (read.Ways.Count > 0 || read.Phones.Count > 0) ? "--sms"
            : read.Ways.Any(way => way is { Kind: SmsWayKind.Twilio, From: null }) ? "--sms-from"
            : null;
        return missing is null ? read : throw new PlainWords(settings.Texts.NeedsValue(missing));
    }

    private static PhoneNumber PhoneOf(Settings settings, string text) =>
        PhoneNumber.TryParse(text, out var phone)
            ? phone
            : throw new PlainWords(settings.Texts.NotAPhone("--sms-to", text));
}

/// <param name="Kind">Which gateway, or preset of the HTTP gateway.</param>
/// <param name="Place">Spool folder, address, or template file.</param>
/// <param name="Secret">First line of the secret's file: <c>user:password</c>, or a token.</param>
/// <param name="From">Our own number, where the gateway wants to be told.</param>
internal sealed record SmsWay(SmsWayKind Kind, string Place, string? Secret = null, string? From = null)
{
    public static SmsWay? Read(Settings settings, string option, string secretOption, string? from)
    {
        if (settings.Text(option) is not { } text)
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (word, place) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        if (!Enum.TryParse<SmsWayKind>(word, ignoreCase: true, out var kind) || char.IsAsciiDigit(word[0]))
        {
            var words = string.Join(", ", Enum.GetNames<SmsWayKind>()).ToLowerInvariant();
            throw new PlainWords(settings.Texts.NotOneOf(option, text, words));
        }

        return new SmsWay(kind, PlaceOf(settings, option, kind, place), SecretOf(settings, secretOption), from);
    }

    private static string PlaceOf(Settings settings, string option, SmsWayKind kind, string place)
    {
        if (kind is SmsWayKind.Dry)
        {
            return "";
        }

        if (kind is SmsWayKind.Smstools)
        {
            return place.Length > 0 ? place : SmstoolsSpool.OrdinaryRoot;
        }

        var otherwise = kind == SmsWayKind.Twilio ? "https://api.twilio.com" : "";
        var address = place.Length > 0 ? place : otherwise;
        var isRight =
            kind == SmsWayKind.Template
                ? File.Exists(address)
                : Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        return isRight ? address : throw new PlainWords(settings.Texts.NotAUrl(option, address));
    }

    private static string? SecretOf(Settings settings, string option)
    {
        if (settings.Text(option) is not { } file)
        {
            return null;
        }

        try
        {
            return File.ReadLines(file).FirstOrDefault("").Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlainWords(settings.Texts.CannotUse(file, e.Message));
        }
    }
}

internal enum SmsWayKind
{
    Dry,
    Smstools,
    Kannel,
    SmsGate,
    Twilio,
    Template,
}
