using System.Text;

namespace Vigia.EndToEnd.Sms.Modem;

/// <summary>What a phone's network gets of a message: SMS-SUBMIT (3GPP TS 23.040, 9.2.2.2), decoded.</summary>
internal sealed record SubmitPdu(string To, string Text, bool IsUcs2, bool WantsReport, int? Validity, int Parts)
{
    public static SubmitPdu Decode(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var at = 1 + bytes[0]; // the service centre comes first
        var kind = bytes[at];
        Assert.Equal(1, kind & 3);
        at += 2; // kind, and a reference that the modem fills in
        var digits = bytes[at];
        var isInternational = (bytes[at + 1] & 0x70) == 0x10;
        var to = Semi.Digits(bytes.AsSpan(at + 2, (digits + 1) / 2), digits);
        at += 2 + ((digits + 1) / 2) + 1;
        var coding = bytes[at++];
        int? validity = (kind & 0x18) == 0x10 ? bytes[at++] : null;
        var isUcs2 = (coding & 0x0C) == 8;
        var (text, parts) = ReadText(bytes.AsSpan(at), isUcs2, hasHeader: (kind & 0x40) != 0);
        return new SubmitPdu(isInternational ? "+" + to : to, text, isUcs2, (kind & 0x20) != 0, validity, parts);
    }

    private static (string Text, int Parts) ReadText(ReadOnlySpan<byte> data, bool isUcs2, bool hasHeader)
    {
        var length = data[0];
        var body = data[1..];
        var header = hasHeader ? body[0] + 1 : 0;
        var parts = hasHeader && body[1] == 0 ? body[4] : 1;
        return isUcs2
            ? (Encoding.BigEndianUnicode.GetString(body[header..length]), parts)
            : (Septets.Unpack(body, length, ((header * 8) + 6) / 7), parts);
    }
}

/// <summary>Numbers and times with their digits in swapped halves (3GPP TS 23.040, 9.1.2.3).</summary>
internal static class Semi
{
    public static string Digits(ReadOnlySpan<byte> bytes, int count)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            text.Append((char)('0' + (value & 15))).Append((char)('0' + (value >> 4)));
        }

        return text.ToString()[..count];
    }

    public static byte[] Of(string digits)
    {
        var even = digits.Length % 2 == 0 ? digits : digits + "F";
        return
        [
            .. even.Chunk(2)
                .Select(pair => (byte)(Convert.ToByte($"{pair[1]}", 16) << 4 | Convert.ToByte($"{pair[0]}", 16))),
        ];
    }

    /// <summary>TP-SCTS, in Venezuela's time: minus four hours are sixteen quarters.</summary>
    public static byte[] Time(DateTimeOffset now)
    {
        var local = now.ToOffset(TimeSpan.FromHours(-4));
        return [.. Of(local.ToString("yyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture)), 0x69];
    }
}
