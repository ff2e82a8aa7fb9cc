using System.Globalization;

namespace Vigia.Server.Sms.Smstools;

/// <summary>
/// Status reports as smsd writes them, matched by phone and the modem's message number. That number comes again after 256
/// messages: reports older than <see cref="Stale"/> are of another message, and go.
/// </summary>
internal sealed class DeliveryReports(SmstoolsSpool spool, TimeProvider machine)
{
    public static readonly TimeSpan Stale = TimeSpan.FromHours(48);

    // Without a folder of their own smsd puts them with the received texts.
    private static readonly string[] Folders = ["report", "incoming"];

    // TP-Status (3GPP TS 23.040, 9.2.3.15): below 32 done, below 64 still trying, above given up.
    private const int FirstTrying = 32;
    private const int FirstGivenUp = 64;

    private static readonly byte[] Title = "SMS STATUS REPORT"u8.ToArray();

    public static bool IsReport(SpoolFile file) => file.Body.AsSpan().StartsWith(Title);

    public IReadOnlyList<SmsReport> Of(IReadOnlyList<SmsInHand> sent)
    {
        var told = new List<SmsReport>();
        if (sent.Count == 0)
        {
            return told;
        }

        foreach (var folder in Folders)
        {
            foreach (var file in spool.Files(folder))
            {
                if (Match(folder, file, sent) is { } report)
                {
                    told.Add(report);
                }
            }
        }

        return told;
    }

    private SmsReport? Match(string folder, FileInfo file, IReadOnlyList<SmsInHand> sent)
    {
        if (SmstoolsSpool.Read(file.FullName) is not { } read || !IsReport(read))
        {
            return null;
        }

        var fields = SpoolFile.Read(read.Body);
        var of = sent.FirstOrDefault(sms =>
            sms.Reference is not null && sms.Reference == fields["Message_id"] && sms.To.Digits == read["From"]
        );
        if (of is null)
        {
            // The hand-over's outcome may not be read yet: what is young waits for its message.
            if (machine.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > Stale)
            {
                spool.TryDelete(folder, file.Name);
            }

            return null;
        }

        spool.TryDelete(folder, file.Name);
        return Judge(of, fields["Status"] ?? "");
    }

    // "0,Ok,short message received by the SME"
    private static SmsReport? Judge(SmsInHand sms, string status)
    {
        var number = status.Split(',')[0];
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return null;
        }

        return code switch
        {
            < FirstTrying => new SmsReport(sms.Handle, SmsProgress.Delivered, sms.Reference),
            < FirstGivenUp => null,
            _ => new SmsReport(sms.Handle, SmsProgress.Undelivered, sms.Reference, SmsBounds.Words(status)),
        };
    }
}
