using System.Diagnostics.CodeAnalysis;

namespace Vigia.Server.Sms;

/// <summary>A phone as the world calls it (ITU-T E.164): country code and number, at most 15 digits.</summary>
internal readonly record struct PhoneNumber
{
    public const string Venezuela = "58";

    private const int Fewest = 8;
    private const int Most = 15;
    private const int National = 10;
    private const string Separators = " -.()/";

    private PhoneNumber(string digits) => Digits = digits;

    /// <summary>Without the plus.</summary>
    public string Digits { get; }

    public string E164 => "+" + Digits;

    /// <summary>As logs and pages show it: <c>…4567</c>.</summary>
    public string End => Digits is { Length: > 4 } ? "…" + Digits[^4..] : "";

    // A number is a person's: who needs the whole of it asks for it by name.
    public override string ToString() => End;

    /// <summary>
    /// As a farm file has it: of the world with its plus, or of the country with its leading 0; spaces, dots and hyphens are for the
    /// eye. Null for all else: what somebody wrote down once is not guessed at.
    /// </summary>
    public static PhoneNumber? Read(string text, string country) =>
        TryDigits(text, out var digits, out var hasPlus)
        && (hasPlus ? digits.Length is >= Fewest and <= Most : digits[0] == '0' && digits.Length == National + 1)
            ? new PhoneNumber(hasPlus ? digits : country + digits[1..])
            : null;

    /// <summary>As networks, people and command lines have it: takes <c>+58 414-1234567</c>, <c>0058…</c>, <c>58…</c> and the local <c>0414-1234567</c>.</summary>
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

    /// <summary>
    /// What a network may mean that leaves out both plus and country: <c>4141234567</c> is a Swiss number as it stands, and one of
    /// the own country to a network of the own country.
    /// </summary>
    public static IEnumerable<PhoneNumber> Readings(string? text)
    {
        if (TryParse(text, out var asWritten))
        {
            yield return asWritten;
        }

        if (TryDigits(text, out var digits, out var hasPlus) && !hasPlus && digits.Length == National)
        {
            yield return new PhoneNumber(Venezuela + digits);
        }
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
