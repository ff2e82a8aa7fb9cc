using System.Buffers;
using System.Globalization;
using System.Text;

namespace Vigia.Server.Alerts;

/// <summary>
/// The letters a phone sends at seven bits (GSM 03.38): with any other, 160 letters become 70.
/// </summary>
internal static class Gsm7
{
    public const int MaxSeptets = 160;

    private static readonly SearchValues<char> Basic = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
    );

    private static readonly SearchValues<char> Extended = SearchValues.Create("^{}\\[~]|€");

    /// <summary>The text in letters of GSM-7, cut to one message.</summary>
    public static string Fit(string text)
    {
        var fit = new StringBuilder(text.Length);
        var septets = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var letter in Spell(rune))
            {
                septets += SeptetsOf(letter);
                if (septets > MaxSeptets)
                {
                    return fit.ToString();
                }

                fit.Append(letter);
            }
        }

        return fit.ToString();
    }

    public static int Septets(string text) => text.Sum(SeptetsOf);

    private static int SeptetsOf(char letter) => Extended.Contains(letter) ? 2 : 1;

    private static string Spell(Rune rune) =>
        rune switch
        {
            { IsBmp: true } when Basic.Contains((char)rune.Value) || Extended.Contains((char)rune.Value) =>
                rune.ToString(),
            { Value: '°' or 'º' or 'ª' } => "",
            { Value: '«' or '»' or '“' or '”' } => "\"",
            { Value: '–' or '—' } => "-",
            { Value: '‘' or '’' or '´' } => "'",
            { Value: '…' } => "...",
            { Value: '·' } => ".",
            { Value: '\t' or '\u00a0' } => " ",
            _ => WithoutAccent(rune),
        };

    private static string WithoutAccent(Rune rune)
    {
        var letter = rune.ToString().Normalize(NormalizationForm.FormD)[0];
        return CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark ? ""
            : Basic.Contains(letter) ? letter.ToString()
            : "?";
    }
}
