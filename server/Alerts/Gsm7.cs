using System.Buffers;
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

    // Written out: without culture data .NET takes no letter apart.
    private const string Accented = "áâãÁÂÃÀêëÊËÈíîïÍÎÏÌóôõÓÔÕÒúûÚÛÙýÝÿçšŠžŽ";
    private const string Plain = "aaaAAAAeeEEEiiiIIIIoooOOOOuuUUUyYycsSzZ";

    /// <summary>The text in letters of GSM-7, cut to so many septets.</summary>
    public static string Fit(string text, int most = MaxSeptets)
    {
        var fit = new StringBuilder(text.Length);
        var septets = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var letter in Spell(rune))
            {
                septets += SeptetsOf(letter);
                if (septets > most)
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
            { IsBmp: true } => WithoutAccent((char)rune.Value),
            _ => "?",
        };

    private static string WithoutAccent(char letter)
    {
        var index = Accented.IndexOf(letter, StringComparison.Ordinal);
        return index < 0 ? "?" : Plain[index].ToString();
    }
}
