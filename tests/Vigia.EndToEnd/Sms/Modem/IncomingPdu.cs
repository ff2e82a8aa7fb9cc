using System.Text;

namespace Vigia.EndToEnd.Sms.Modem;

/// <summary>What a modem holds for its daemon: SMS-DELIVER and SMS-STATUS-REPORT (3GPP TS 23.040, 9.2.2.1 and 9.2.2.3), encoded.</summary>
internal static class IncomingPdu
{
    private const byte International = 0x91;
    private const byte NoMoreToCome = 0x04;
    private const byte HasHeader = 0x40;

    public static string Deliver(
        string from,
        string text,
        bool ucs2 = false,
        (byte Of, byte Part, byte Parts)? piece = null
    )
    {
        byte[] header = piece is { } p ? [5, 0, 3, p.Of, p.Parts, p.Part] : [];
        var (body, length) = ucs2 ? Wide(header, text) : Narrow(header, text);
        var kind = (byte)(NoMoreToCome | (piece is null ? 0 : HasHeader));
        byte[] pdu =
        [
            0,
            kind,
            .. Address(from),
            0,
            ucs2 ? (byte)8 : (byte)0,
            .. Semi.Time(DateTimeOffset.UtcNow),
            (byte)length,
            .. body,
        ];
        return Convert.ToHexString(pdu);
    }

    /// <param name="status">TP-ST: 0 delivered, 0x46 the validity ended.</param>
    public static string StatusReport(string to, byte reference, byte status)
    {
        var now = Semi.Time(DateTimeOffset.UtcNow);
        return Convert.ToHexString([0, 0x06, reference, .. Address(to), .. now, .. now, status]);
    }

    private static byte[] Address(string number)
    {
        var digits = number.TrimStart('+');
        return [(byte)digits.Length, International, .. Semi.Of(digits)];
    }

    private static (byte[] Body, int Length) Wide(byte[] header, string text)
    {
        byte[] body = [.. header, .. Encoding.BigEndianUnicode.GetBytes(text)];
        return (body, body.Length);
    }

    private static (byte[] Body, int Length) Narrow(byte[] header, string text)
    {
        var (body, count) = Septets.Pack(text, ((header.Length * 8) + 6) / 7);
        header.CopyTo(body, 0);
        return (body, count);
    }
}
