using System.Text;

namespace Vigia.Server.Sms.Smstools;

/// <summary>A message as smsd 3.1 reads and writes it: headers, an empty line, the text.</summary>
/// <param name="Body">Without the headers' alphabet applied.</param>
internal sealed record SpoolFile(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public const string HandleHeader = "X-Vigia";

    private static readonly byte[] EmptyLine = "\n\n"u8.ToArray();

    public string? this[string header] => Headers.GetValueOrDefault(header);

    /// <summary>What is to be sent. The alphabet is told, so that the daemon chooses nothing by itself.</summary>
    public static byte[] Write(OutgoingSms sms, DateTimeOffset now)
    {
        var wide = sms.Text.Alphabet == SmsAlphabet.Ucs2;
        var headers = new StringBuilder()
            .Append("To: ")
            .Append(sms.To.Digits)
            .Append('\n')
            .Append("Alphabet: ")
            .Append(wide ? "UCS2" : "UTF-8")
            .Append('\n')
            .Append("Report: yes\n")
            .Append("Validity: ")
            .Append(ValidityPeriod.Of(sms.NotAfter - now))
            .Append('\n')
            .Append(HandleHeader)
            .Append(": ")
            .Append(sms.Handle)
            .Append('\n');
        if (sms.Priority == SmsPriority.Fire)
        {
            headers.Append("Priority: HIGH\n");
        }

        headers.Append('\n');
        var body = wide
            ? Encoding.BigEndianUnicode.GetBytes(sms.Text.Letters)
            : Encoding.UTF8.GetBytes(sms.Text.Letters);
        return [.. Encoding.ASCII.GetBytes(headers.ToString()), .. body];
    }

    /// <summary>
    /// A call. The time runs from the dialling; who answers hears one tone, and whoever hangs up ends it.
    /// </summary>
    public static byte[] WriteCall(PhoneNumber to, TimeSpan time, string handle) =>
        Encoding.ASCII.GetBytes(
            $"To: {to.Digits}\nVoicecall: yes\nPriority: HIGH\n{HandleHeader}: {handle}\n\nTONE: TIME: {(int)time.TotalSeconds} 1 #\n"
        );

    /// <summary>Never fails: what is no header is none.</summary>
    public static SpoolFile Read(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf(EmptyLine);
        var head = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in head.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }

        return new SpoolFile(headers, end < 0 ? [] : bytes[(end + EmptyLine.Length)..].ToArray());
    }

    /// <summary>The text of a received message, without the line's end that smsd may add.</summary>
    public string Text() =>
        this["Alphabet"] is { } alphabet && alphabet.StartsWith("UCS", StringComparison.OrdinalIgnoreCase)
            ? Encoding.BigEndianUnicode.GetString(Body)
            : Encoding.UTF8.GetString(Body).TrimEnd('\n');
}

/// <summary>TP-VP, relative format (3GPP TS 23.040, 9.2.3.12.1): how long the network keeps trying.</summary>
internal static class ValidityPeriod
{
    private const int TwelveHours = 143;
    private const int OneDay = 167;

    /// <summary>The longest period that does not go beyond <paramref name="time"/>, from 5 min to 24 h.</summary>
    public static int Of(TimeSpan time)
    {
        var fives = (int)(time / TimeSpan.FromMinutes(5)) - 1;
        if (fives <= TwelveHours)
        {
            return Math.Max(0, fives);
        }

        return (int)Math.Min(OneDay, TwelveHours + ((time - TimeSpan.FromHours(12)) / TimeSpan.FromMinutes(30)));
    }
}
