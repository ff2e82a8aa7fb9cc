using System.Text;

namespace Vigia.EndToEnd.Sms.Modem;

/// <summary>The seven-bit alphabet (3GPP TS 23.038, 6.2.1) and how its letters share bytes (6.1.2.1).</summary>
internal static class Septets
{
    private const string Letters =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const int Escape = 0x1B;

    private static readonly Dictionary<int, char> Extended = new()
    {
        [0x14] = '^',
        [0x28] = '{',
        [0x29] = '}',
        [0x2F] = '\\',
        [0x3C] = '[',
        [0x3D] = '~',
        [0x3E] = ']',
        [0x40] = '|',
        [0x65] = '€',
    };

    /// <param name="skip">Septets at the beginning that belong to a header.</param>
    public static string Unpack(ReadOnlySpan<byte> bytes, int septets, int skip = 0)
    {
        var text = new StringBuilder();
        var isEscaped = false;
        for (var i = skip; i < septets; i++)
        {
            var septet = At(bytes, i);
            if (!isEscaped && septet == Escape)
            {
                isEscaped = true;
                continue;
            }

            text.Append(isEscaped ? Extended.GetValueOrDefault(septet, ' ') : Letters[septet]);
            isEscaped = false;
        }

        return text.ToString();
    }

    /// <summary>Letters of the basic table only.</summary>
    public static (byte[] Bytes, int Count) Pack(string text, int skip = 0)
    {
        var count = text.Length + skip;
        var bytes = new byte[((count * 7) + 7) / 8];
        for (var i = 0; i < text.Length; i++)
        {
            var septet = Letters.IndexOf(text[i], StringComparison.Ordinal);
            Assert.True(septet >= 0, $"'{text[i]}' is no letter of the seven-bit alphabet");
            var bit = (i + skip) * 7;
            bytes[bit / 8] |= (byte)(septet << (bit % 8));
            if (bit % 8 > 1)
            {
                bytes[(bit / 8) + 1] |= (byte)(septet >> (8 - (bit % 8)));
            }
        }

        return (bytes, count);
    }

    private static int At(ReadOnlySpan<byte> bytes, int index)
    {
        var bit = index * 7;
        var low = bytes[bit / 8] >> (bit % 8);
        var high = bit % 8 > 1 ? bytes[(bit / 8) + 1] << (8 - (bit % 8)) : 0;
        return (low | high) & 0x7F;
    }
}
