using Vigia.Server.Alerts;

namespace Vigia.Server.Sms;

/// <summary>Letters that fit one SMS, and the alphabet they travel in.</summary>
internal sealed record SmsText
{
    /// <summary>UTF-16 units of one part in UCS-2 (3GPP TS 23.040).</summary>
    public const int MaxUnits = 70;

    private SmsText(string letters, SmsAlphabet alphabet) => (Letters, Alphabet) = (letters, alphabet);

    public string Letters { get; }

    public SmsAlphabet Alphabet { get; }

    /// <summary>
    /// Spanish loses its accents and stays at seven bits, 160 letters; a name in other letters is kept and makes it 70.
    /// Beyond one part it is cut.
    /// </summary>
    public static SmsText Of(string text)
    {
        var plain = Gsm7.Fit(text, int.MaxValue);
        return plain.Count(IsLost) > text.Count(IsLost)
            ? new SmsText(Cut(text), SmsAlphabet.Ucs2)
            : new SmsText(Gsm7.Fit(text), SmsAlphabet.Gsm7);
    }

    private static bool IsLost(char letter) => letter == '?';

    private static string Cut(string text) =>
        text.Length <= MaxUnits ? text
        : char.IsHighSurrogate(text[MaxUnits - 1]) ? text[..(MaxUnits - 1)]
        : text[..MaxUnits];
}

/// <summary>3GPP TS 23.038.</summary>
internal enum SmsAlphabet
{
    Gsm7,
    Ucs2,
}
