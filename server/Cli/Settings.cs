using System.Globalization;
using System.Net;

namespace Vigia.Server.Cli;

/// <summary>
/// What was asked for: options as given, else from the environment (<c>--influx-db</c> is <c>VIGIA_INFLUX_DB</c>). What
/// can't be read becomes a sentence that names option, value and what would be right.
/// </summary>
internal sealed class Settings(Func<string, string?> given, string? argument, Texts texts)
{
    private static readonly (string Unit, long One)[] Sizes = [("KB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30)];

    public Texts Texts => texts;

    public string? Argument => argument;

    /// <summary>The argument after the first.</summary>
    public string? Second { get; init; }

    public string? Text(string option) =>
        given(option)
        ?? Environment.GetEnvironmentVariable("VIGIA_" + option[2..].Replace('-', '_').ToUpperInvariant());

    /// <summary>Null for <c>off</c>.</summary>
    public IPEndPoint? EndPoint(string option, IPEndPoint? otherwise)
    {
        var text = Text(option);
        return text is null ? otherwise
            : text is "off" ? null
            : IPEndPoint.TryParse(text, out var endPoint) && NamesPort(text) ? endPoint
            : throw new PlainWords(texts.NotAnAddress(option, text));
    }

    // Of IPv6 only [::1]:1883 does: in ::1 the last colon is part of the address.
    private static bool NamesPort(string text) =>
        text.Contains("]:", StringComparison.Ordinal) || text.Count(letter => letter == ':') == 1;

    public (string Host, int Port)? HostAndPort(string option)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text[(colon + 1)..], out var port) && port is > 0 and < 65536
            ? (text[..colon], port)
            : throw new PlainWords(texts.NotAnAddress(option, text));
    }

    public Uri? Url(string option) =>
        Text(option) is not { } text ? null
        : Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url
        : throw new PlainWords(texts.NotAUrl(option, text));

    public long Bytes(string option, long otherwise)
    {
        if (Text(option) is not { } text)
        {
            return otherwise;
        }

        foreach (var (unit, one) in Sizes)
        {
            if (
                text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text[..^unit.Length], CultureInfo.InvariantCulture, out var number)
                && number is >= 0 and < 1e6
            )
            {
                return (long)(number * one);
            }
        }

        throw new PlainWords(texts.NotASize(option, text));
    }

    public TimeSpan? Time(string option)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        var (digits, one) =
            text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], TimeSpan.FromMilliseconds(1))
            : text.EndsWith('s') ? (text[..^1], TimeSpan.FromSeconds(1))
            : text.EndsWith('m') ? (text[..^1], TimeSpan.FromMinutes(1))
            : text.EndsWith('h') ? (text[..^1], TimeSpan.FromHours(1))
            : text.EndsWith('d') ? (text[..^1], TimeSpan.FromDays(1))
            : ("", TimeSpan.Zero);
        return double.TryParse(digits, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1e6
            ? one * number
            : throw new PlainWords(texts.NotATime(option, text));
    }

    public double Number(string option, double otherwise, double least, double most) =>
        Text(option) is not { } text ? otherwise
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
        : throw new PlainWords(texts.NotANumber(option, text, Range(least, most)));

    /// <summary>One word of a few.</summary>
    public T OneOf<T>(string option, T otherwise, params IReadOnlyList<(string Word, T Value)> words)
    {
        if (Text(option) is not { } text)
        {
            return otherwise;
        }

        foreach (var (word, value) in words)
        {
            if (word == text)
            {
                return value;
            }
        }

        throw new PlainWords(texts.NotOneOf(option, text, string.Join(", ", words.Select(w => w.Word))));
    }

    private static string Range(double least, double most) =>
        string.Create(CultureInfo.InvariantCulture, $"{least} – {most}");

    /// <summary>The factor on every timer of the protocol, from <c>VIGIA_TIMERS</c>; tests make them shorter.</summary>
    public static double TimerScale =>
        double.TryParse(Environment.GetEnvironmentVariable("VIGIA_TIMERS"), CultureInfo.InvariantCulture, out var scale)
        && scale is > 0 and <= 10
            ? scale
            : 1;

    public string DataFolder()
    {
        var folder = Text("--data") ?? Places.OrdinaryData();
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlainWords(texts.CannotUse(folder, e.Message), ExitCode.Wrong);
        }
    }
}

/// <summary>Where things are when nobody says.</summary>
internal static class Places
{
    public static string OrdinaryData() =>
        Environment.IsPrivilegedProcess
            ? "/var/lib/vigia"
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "vigia");

    public const string ControlSocket = "vigia.sock";
}
