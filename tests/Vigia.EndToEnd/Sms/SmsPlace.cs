using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Sms.Modem;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Smstools;

namespace Vigia.EndToEnd.Sms;

/// <summary>A modem, the real smsd at it, and our gateway at its spool.</summary>
internal sealed class SmsPlace : IAsyncDisposable
{
    public static readonly PhoneNumber Maria = Phone("+58 414-1234567");
    public static readonly PhoneNumber Jose = Phone("0424-7654321");

    public SmsPlace()
    {
        Modem = new GsmModem(Scratch.File("modem"));
        Smsd = new Smsd(Scratch, Modem);
        Gateway = new SmstoolsGateway(
            new SmstoolsSpool(Smsd.Spool),
            new SmstoolsOptions(
                Smsd.StatusFile,
                Smsd.NetworkFile,
                StuckAfter: TimeSpan.FromSeconds(3),
                SilentAfter: TimeSpan.FromSeconds(30),
                Settled: TimeSpan.FromSeconds(1)
            ),
            TimeProvider.System
        );
    }

    public Scratch Scratch { get; } = new();

    public GsmModem Modem { get; }

    public Smsd Smsd { get; }

    public SmstoolsGateway Gateway { get; }

    public static async Task<SmsPlace> OpenAsync(Action<GsmModem>? modem = null)
    {
        var place = new SmsPlace();
        modem?.Invoke(place.Modem);
        await place.Smsd.StartAsync();
        return place;
    }

    public static PhoneNumber Phone(string text) =>
        PhoneNumber.TryParse(text, out var number) ? number : throw new FormatException(text);

    public static OutgoingSms Sms(
        string text,
        PhoneNumber? to = null,
        SmsPriority priority = SmsPriority.Ordinary,
        int attempt = 0
    ) =>
        new(
            Guid.CreateVersion7().ToString("N"),
            attempt,
            to ?? Maria,
            SmsText.Of(text),
            priority,
            DateTimeOffset.UtcNow + TimeSpan.FromMinutes(31)
        );

    public async Task HandOverAsync(params IEnumerable<OutgoingSms> all)
    {
        foreach (var sms in all)
        {
            Assert.Equal(HandOver.Taken, await Gateway.HandOverAsync(sms, default));
        }
    }

    public Task AcceptedAsync(int count, TimeSpan? within = null) =>
        Eventually.Until($"the network has {count} SMS", () => Modem.Accepted.Count >= count, within, Seen);

    /// <summary>Asks until the gateway tells this of the message; gives its last word.</summary>
    public async Task<SmsReport> ToldAsync(SmsInHand sms, SmsProgress progress, TimeSpan? within = null)
    {
        SmsReport? last = null;
        await Eventually.Until(
            $"{sms.Handle} is told as {progress}",
            async () =>
            {
                last = (await Gateway.AskAsync([sms], default)).SingleOrDefault() ?? last;
                return last?.Progress == progress;
            },
            within,
            seen: () => $"{last}\n{Seen()}"
        );
        return last!;
    }

    public static SmsInHand InHand(OutgoingSms sms) => new(sms.Handle, sms.To, Reference: null, SmsProgress.Submitted);

    public string Seen() => $"{Modem.Heard}\n--\n{Smsd.Log()}";

    public async ValueTask DisposeAsync()
    {
        await Smsd.DisposeAsync();
        await Modem.DisposeAsync();
        Scratch.Dispose();
    }
}
