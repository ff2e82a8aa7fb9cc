using System.Diagnostics.CodeAnalysis;

namespace Vigia.Server.Sms;

/// <summary>A phone as the world calls it (ITU-T E.164): country code and number, at most 15 digits.</summary>
internal readonly record struct PhoneNumber
{
    public const string Venezuela = "58";

    private const int Fewest = 8;
    private const int Most = 15;
    private const string Separators = " -.()/";

    private PhoneNumber(string digits) => Digits = digits;

    /// <summary>Without the plus.</summary>
    public string Digits { get; }

    public override string ToString() => "+" + Digits;

    /// <summary>As logs show it: <c>…4567</c>.</summary>
    public string End => "…" + Digits[^4..];

    /// <summary>Takes <c>+58 414-1234567</c>, <c>0058…</c>, <c>58…</c> and the local <c>0414-1234567</c>.</summary>
    public static bool TryParse(string? text, out PhoneNumber number, string country = Venezuela)
    {
        number = default;
        if (!TryDigits(text, out var digits, out var hasPlus))
        {
            return false;
        }

        var whole =
            hasPlus || digits.StartsWith(country, StringComparison.Ordinal) ? digits
            : digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..]
            : digits.StartsWith('0') ? country + digits[1..]
            : digits;
        if (whole.Length is < Fewest or > Most || whole[0] == '0')
        {
            return false;
        }

        number = new PhoneNumber(whole);
        return true;
    }

    private static bool TryDigits(string? text, [NotNullWhen(true)] out string? digits, out bool hasPlus)
    {
        var trimmed = text?.Trim() ?? "";
        hasPlus = trimmed.StartsWith('+');
        var rest = hasPlus ? trimmed[1..] : trimmed;
        digits = rest.All(letter => char.IsAsciiDigit(letter) || Separators.Contains(letter))
            ? string.Concat(rest.Where(char.IsAsciiDigit))
            : null;
        return digits is { Length: > 0 };
    }
}
