using System.Globalization;

namespace Vigia.Server.Alerts;

/// <summary>The short name of an alert: a letter and up to three digits, <c>A0</c> to <c>Z999</c>.</summary>
internal static class AlertCode
{
    /// <summary>Alerts after which a code comes again.</summary>
    public const int Cycle = 26 * 1000;

    public static string Of(long id) => $"{(char)('A' + (id / 1000 % 26))}{id % 1000}";

    /// <summary>What an alert's number leaves when divided by <see cref="Cycle"/>; null where the text is no code.</summary>
    public static int? Parse(string code)
    {
        var text = code.Trim().ToUpperInvariant();
        return
            text.Length is >= 2 and <= 4
            && text[0] is >= 'A' and <= 'Z'
            && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? ((text[0] - 'A') * 1000) + number
            : null;
    }
}
